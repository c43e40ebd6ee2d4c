from django.urls import path

app_name = "positions"
urlpatterns: list = []
