from django.urls import path

from tracker.actors import views

app_name = "actors"
urlpatterns = [
    path("w/<slug:ws>/parties/", views.parties, name="parties"),
    path("w/<slug:ws>/parties/add/", views.add_party, name="add_party"),
    path("w/<slug:ws>/parties/<slug:slug>/edit/", views.edit_party, name="edit_party"),
    path("w/<slug:ws>/parties/<slug:slug>/remove/", views.remove_party, name="remove_party"),
    path("w/<slug:ws>/parties/<slug:slug>/names/add/", views.name_party, name="name_party"),
    path("w/<slug:ws>/parties/<slug:slug>/stays/add/", views.join_bloc, name="join_bloc"),
    path("w/<slug:ws>/parties/seen/", views.accept_parties, name="accept_parties"),
    path("w/<slug:ws>/stays/<int:pk>/edit/", views.edit_stay, name="edit_stay"),
    path("w/<slug:ws>/stays/<int:pk>/leave/", views.leave_bloc, name="leave_bloc"),
    path("w/<slug:ws>/stays/<int:pk>/remove/", views.remove_stay, name="remove_stay"),
    path("w/<slug:ws>/people/", views.people, name="people"),
    path("w/<slug:ws>/people/add/", views.add_speaker, name="add_speaker"),
    path("w/<slug:ws>/people/seen/", views.accept_people, name="accept_people"),
    path("w/<slug:ws>/people/<int:pk>/edit/", views.edit_speaker, name="edit_speaker"),
    path("w/<slug:ws>/people/<int:pk>/remove/", views.remove_speaker, name="remove_speaker"),
    path("w/<slug:ws>/people/<int:pk>/names/add/", views.name_speaker, name="name_speaker"),
    path("w/<slug:ws>/people/<int:pk>/posts/add/", views.add_post, name="add_post"),
    path("w/<slug:ws>/posts/<int:pk>/edit/", views.edit_post, name="edit_post"),
    path("w/<slug:ws>/posts/<int:pk>/remove/", views.remove_post, name="remove_post"),
]
