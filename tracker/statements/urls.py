from django.urls import path

from tracker.statements import views

app_name = "statements"
urlpatterns = [
    path("w/<slug:ws>/statements/record/", views.record, name="record"),
    path("w/<slug:ws>/statements/edit/", views.edit_many, name="edit_many"),
    path("w/<slug:ws>/statements/<int:pk>/edit/", views.edit, name="edit"),
    path("w/<slug:ws>/statements/<int:pk>/remove/", views.remove, name="remove"),
    path("w/<slug:ws>/statements/<int:pk>/pledge/", views.pledge, name="pledge"),
    path("w/<slug:ws>/statements/<int:pk>/report/", views.report, name="report"),
]
