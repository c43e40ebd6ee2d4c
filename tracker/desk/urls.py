from django.urls import path

from tracker.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("w/<slug:ws>/", views.workspace, name="workspace"),
    path("w/<slug:ws>/n/<slug:n>/", views.overview, name="overview"),
    path("w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/", views.issue, name="issue"),
    path("w/<slug:ws>/parties/<slug:slug>/", views.party, name="party"),
    path("w/<slug:ws>/documents/", views.documents, name="documents"),
    path("w/<slug:ws>/documents/<int:pk>/", views.document, name="document"),
    path("w/<slug:ws>/documents/<int:pk>/original/", views.original, name="original"),
    path("w/<slug:ws>/statements/<int:pk>/", views.statement, name="statement"),
    path("w/<slug:ws>/changes/<int:pk>/undo/", views.undo, name="undo"),
]
