from django.urls import path

from tracker.sources import views

app_name = "sources"
urlpatterns = [
    path("w/<slug:ws>/outlets/", views.outlets, name="outlets"),
    path("w/<slug:ws>/outlets/add/", views.add_outlet, name="add_outlet"),
    path("w/<slug:ws>/outlets/seen/", views.accept_outlets, name="accept_outlets"),
    path("w/<slug:ws>/outlets/<int:pk>/edit/", views.edit_outlet, name="edit_outlet"),
    path("w/<slug:ws>/outlets/<int:pk>/grade/", views.regrade_outlet, name="regrade_outlet"),
    path("w/<slug:ws>/outlets/<int:pk>/remove/", views.remove_outlet, name="remove_outlet"),
    path("w/<slug:ws>/documents/<int:pk>/edit/", views.edit_document, name="edit_document"),
    path("w/<slug:ws>/documents/<int:pk>/text/", views.correct_text, name="correct_text"),
    path("w/<slug:ws>/documents/<int:pk>/remove/", views.remove_document, name="remove_document"),
    path("w/<slug:ws>/excerpts/<int:pk>/words/", views.reanchor, name="reanchor"),
    path("w/<slug:ws>/excerpts/<int:pk>/translation/", views.translate, name="translate"),
    path("w/<slug:ws>/excerpts/<int:pk>/remove/", views.remove_excerpt, name="remove_excerpt"),
]
