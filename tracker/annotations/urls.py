from django.urls import path

from tracker.annotations import views

app_name = "annotations"
urlpatterns = [
    path("w/<slug:ws>/<slug:kind>/<int:pk>/discussion/", views.discussion, name="discussion"),
    path("w/<slug:ws>/threads/<int:pk>/comment/", views.comment, name="comment"),
    path("w/<slug:ws>/threads/<int:pk>/settle/", views.settle, name="settle"),
    path("w/<slug:ws>/threads/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("w/<slug:ws>/threads/<int:pk>/assign/", views.assign, name="assign"),
    path("w/<slug:ws>/comments/<int:pk>/edit/", views.edit_comment, name="edit_comment"),
    path("w/<slug:ws>/comments/<int:pk>/remove/", views.remove_comment, name="remove_comment"),
    path("w/<slug:ws>/comments/<int:pk>/restore/", views.restore_comment, name="restore_comment"),
]
