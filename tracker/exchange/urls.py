from django.urls import path

from tracker.exchange import views

app_name = "exchange"
urlpatterns = [
    path("w/<slug:ws>/archive/", views.archive, name="archive"),
    path("w/<slug:ws>/archive/file/", views.archive_file, name="archive_file"),
    path("w/<slug:ws>/n/<slug:n>/export/", views.export, name="export"),
    path("w/<slug:ws>/downloads/", views.downloads, name="downloads"),
    path("w/<slug:ws>/downloads/<int:pk>/", views.file, name="file"),
    path("w/<slug:ws>/downloads/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("w/<slug:ws>/downloads/<int:pk>/again/", views.order_again, name="order_again"),
    path("w/<slug:ws>/n/<slug:n>/coverage/to-hear.csv", views.to_hear, name="to_hear"),
    path("w/<slug:ws>/statements/export/", views.export_statements, name="export_statements"),
    path("w/<slug:ws>/documents/<int:pk>/annotations.jsonld", views.annotations, name="annotations"),
    path("w/<slug:ws>/documents/<int:pk>/annotations/", views.import_annotations, name="import_annotations"),
]
