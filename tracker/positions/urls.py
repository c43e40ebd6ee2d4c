from django.urls import path

from tracker.positions import views

app_name = "positions"
urlpatterns = [
    path("w/<slug:ws>/n/<slug:n>/table/seat/", views.seat, name="seat"),
    path("w/<slug:ws>/n/<slug:n>/table/<slug:slug>/unseat/", views.unseat, name="unseat"),
    path("w/<slug:ws>/n/<slug:n>/issues/add/", views.add_issue, name="add_issue"),
    path("w/<slug:ws>/n/<slug:n>/issues/arrange/", views.arrange, name="arrange"),
    path("w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/edit/", views.edit_issue, name="edit_issue"),
    path("w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/remove/", views.remove_issue, name="remove_issue"),
    path("w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/options/", views.options, name="options"),
    path("w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/options/add/", views.add_option, name="add_option"),
    path("w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/options/<int:pk>/edit/", views.edit_option, name="edit_option"),
    path(
        "w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/options/<int:pk>/accept/", views.accept_option, name="accept_option"
    ),
    path(
        "w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/options/<int:pk>/remove/", views.remove_option, name="remove_option"
    ),
    path("w/<slug:ws>/positions/<int:pk>/", views.detail, name="detail"),
    path("w/<slug:ws>/positions/<int:pk>/revise/", views.revise, name="revise"),
    path("w/<slug:ws>/positions/<int:pk>/weigh/", views.weigh, name="weigh"),
    path("w/<slug:ws>/readings/<int:pk>/correct/", views.correct, name="correct"),
    path("w/<slug:ws>/readings/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("w/<slug:ws>/readings/<int:pk>/review/", views.review, name="review"),
    path("w/<slug:ws>/n/<slug:n>/reviews/", views.reviews, name="reviews"),
]
