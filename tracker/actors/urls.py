from django.urls import path

from tracker.actors import views

app_name = "actors"
urlpatterns = [
    path("w/<slug:ws>/parties/", views.parties, name="parties"),
    path("w/<slug:ws>/parties/add/", views.add_party, name="add_party"),
    path("w/<slug:ws>/parties/<slug:slug>/edit/", views.edit_party, name="edit_party"),
    path("w/<slug:ws>/parties/<slug:slug>/remove/", views.remove_party, name="remove_party"),
]
