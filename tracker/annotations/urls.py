from django.urls import path

from tracker.annotations import views

app_name = "annotations"
urlpatterns = [
    path("w/<slug:ws>/<slug:kind>/<int:pk>/discussion/", views.discussion, name="discussion"),
    path("w/<slug:ws>/threads/<int:pk>/comment/", views.comment, name="comment"),
    path("w/<slug:ws>/threads/<int:pk>/settle/", views.settle, name="settle"),
]
