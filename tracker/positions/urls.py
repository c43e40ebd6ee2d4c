from django.urls import path

from tracker.positions import views

app_name = "positions"
urlpatterns = [
    path("w/<slug:ws>/positions/<int:pk>/", views.detail, name="detail"),
    path("w/<slug:ws>/positions/<int:pk>/revise/", views.revise, name="revise"),
]
