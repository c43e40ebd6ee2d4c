from django.urls import path

from tracker.members import views

app_name = "members"
urlpatterns = [
    path("w/<slug:ws>/members/", views.people, name="people"),
    path("w/<slug:ws>/members/invite/", views.invite, name="invite"),
    path("w/<slug:ws>/members/<int:pk>/role/", views.give_role, name="give_role"),
    path("w/<slug:ws>/members/<int:pk>/switch-off/", views.switch_off, name="switch_off"),
    path("w/<slug:ws>/members/<int:pk>/let-back/", views.let_back, name="let_back"),
    path("w/<slug:ws>/members/<int:pk>/reset-link/", views.reset_link, name="reset_link"),
    path("w/<slug:ws>/invitations/<int:pk>/revoke/", views.revoke, name="revoke"),
    path("w/<slug:ws>/settings/", views.settings, name="settings"),
    path("w/<slug:ws>/settings/edit/", views.edit_settings, name="edit_settings"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
]
