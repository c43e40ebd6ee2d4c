from django.urls import path

from tracker.agenda import views

app_name = "agenda"
urlpatterns = [
    path("w/<slug:ws>/negotiations/open/", views.open_negotiation, name="open_negotiation"),
    path("w/<slug:ws>/n/<slug:n>/edit/", views.edit_negotiation, name="edit_negotiation"),
    path("w/<slug:ws>/n/<slug:n>/remove/", views.remove_negotiation, name="remove_negotiation"),
    path("w/<slug:ws>/n/<slug:n>/table/", views.table, name="table"),
    path("w/<slug:ws>/n/<slug:n>/table/<slug:slug>/edit/", views.edit_seat, name="edit_seat"),
    path("w/<slug:ws>/n/<slug:n>/meetings/add/", views.add_meeting, name="add_meeting"),
    path("w/<slug:ws>/n/<slug:n>/meetings/<slug:slug>/edit/", views.edit_meeting, name="edit_meeting"),
    path("w/<slug:ws>/n/<slug:n>/meetings/<slug:slug>/remove/", views.remove_meeting, name="remove_meeting"),
    path("w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/state/", views.set_state, name="set_state"),
]
