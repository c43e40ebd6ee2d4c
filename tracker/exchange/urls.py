from django.urls import path

from tracker.exchange import views

app_name = "exchange"
urlpatterns = [
    path("w/<slug:ws>/n/<slug:n>/export/", views.export, name="export"),
    path("w/<slug:ws>/n/<slug:n>/coverage/to-hear.csv", views.to_hear, name="to_hear"),
]
