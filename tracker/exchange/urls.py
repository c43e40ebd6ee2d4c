from django.urls import path

from tracker.exchange import views

app_name = "exchange"
urlpatterns = [
    path("w/<slug:ws>/n/<slug:n>/export/", views.export, name="export"),
]
