from django.urls import path

from tracker.positions import views

app_name = "positions"
urlpatterns = [
    path("w/<slug:ws>/positions/<int:pk>/", views.detail, name="detail"),
    path("w/<slug:ws>/positions/<int:pk>/revise/", views.revise, name="revise"),
    path("w/<slug:ws>/positions/<int:pk>/weigh/", views.weigh, name="weigh"),
    path("w/<slug:ws>/readings/<int:pk>/correct/", views.correct, name="correct"),
    path("w/<slug:ws>/readings/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("w/<slug:ws>/readings/<int:pk>/review/", views.review, name="review"),
    path("w/<slug:ws>/n/<slug:n>/reviews/", views.reviews, name="reviews"),
]
