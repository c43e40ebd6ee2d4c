from django.urls import path

from tracker.compare import views

app_name = "compare"
urlpatterns = [
    path("w/<slug:ws>/n/<slug:n>/grid/", views.grid, name="grid"),
    path("w/<slug:ws>/n/<slug:n>/compare/", views.side_by_side, name="side_by_side"),
    path("w/<slug:ws>/n/<slug:n>/compare/sections/", views.sections, name="sections"),
    path("w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/note/<slug:a>/<slug:b>/", views.note, name="note"),
    path("w/<slug:ws>/n/<slug:n>/turn/", views.turn, name="turn"),
    path("w/<slug:ws>/n/<slug:n>/movement/", views.movement, name="movement"),
]
