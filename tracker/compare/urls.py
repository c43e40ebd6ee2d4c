from django.urls import path

app_name = "compare"
urlpatterns: list = []
