from django.urls import path

from tracker.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("w/<slug:ws>/n/<slug:n>/issues/", views.issues, name="issues"),
    path("w/<slug:ws>/", views.workspace, name="workspace"),
    path("w/<slug:ws>/n/<slug:n>/", views.overview, name="overview"),
    path("w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/", views.issue, name="issue"),
    path("w/<slug:ws>/parties/<slug:slug>/", views.party, name="party"),
    path("w/<slug:ws>/documents/", views.documents, name="documents"),
    path("w/<slug:ws>/documents/add/", views.add_document, name="add_document"),
    path("w/<slug:ws>/documents/add/several/", views.add_documents, name="add_documents"),
    path("w/<slug:ws>/documents/<int:pk>/", views.document, name="document"),
    path("w/<slug:ws>/documents/<int:pk>/negotiations/", views.file_document, name="file_document"),
    path("w/<slug:ws>/documents/<int:pk>/original/", views.original, name="original"),
    path("w/<slug:ws>/excerpts/<int:pk>/ends/", views.move_excerpt, name="move_excerpt"),
    path("w/<slug:ws>/statements/", views.statements, name="statements"),
    path("w/<slug:ws>/statements/<int:pk>/", views.statement, name="statement"),
    path("w/<slug:ws>/people/<int:pk>/", views.person, name="person"),
    path("w/<slug:ws>/outlets/<int:pk>/", views.outlet, name="outlet"),
    path("w/<slug:ws>/history/", views.history, name="history"),
    path("w/<slug:ws>/changes/<int:pk>/", views.change, name="change"),
    path("w/<slug:ws>/changes/<int:pk>/restore/", views.restore, name="restore"),
    path("w/<slug:ws>/n/<slug:n>/coverage/", views.coverage, name="coverage"),
    path("w/<slug:ws>/n/<slug:n>/pledges/", views.pledges, name="pledges"),
    path("w/<slug:ws>/n/<slug:n>/conditions/", views.conditions, name="conditions"),
    path("w/<slug:ws>/n/<slug:n>/waiting/", views.waiting, name="waiting"),
    path("w/<slug:ws>/changes/<int:pk>/undo/", views.undo, name="undo"),
]
