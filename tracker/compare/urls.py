from django.urls import path

from tracker.compare import views

app_name = "compare"
urlpatterns = [
    path("w/<slug:ws>/n/<slug:n>/grid/", views.grid, name="grid"),
    path("w/<slug:ws>/n/<slug:n>/grid/cells/", views.cells, name="cells"),
    path("w/<slug:ws>/n/<slug:n>/grid/newest/<int:pk>/", views.newest, name="newest"),
    path("w/<slug:ws>/n/<slug:n>/grid/<int:pk>/", views.edit_cell, name="edit_cell"),
    path("w/<slug:ws>/n/<slug:n>/compare/", views.side_by_side, name="side_by_side"),
    path("w/<slug:ws>/n/<slug:n>/compare/sections/", views.sections, name="sections"),
    path("w/<slug:ws>/n/<slug:n>/issues/<slug:slug>/note/<slug:a>/<slug:b>/", views.note, name="note"),
    path("w/<slug:ws>/n/<slug:n>/views/", views.views, name="views"),
    path("w/<slug:ws>/n/<slug:n>/views/new/", views.save_view, name="save_view"),
    path("w/<slug:ws>/n/<slug:n>/views/<int:pk>/edit/", views.edit_view, name="edit_view"),
    path("w/<slug:ws>/n/<slug:n>/views/<int:pk>/remove/", views.remove_view, name="remove_view"),
    path("w/<slug:ws>/n/<slug:n>/turn/", views.turn, name="turn"),
    path("w/<slug:ws>/n/<slug:n>/movement/", views.movement, name="movement"),
    path("w/<slug:ws>/n/<slug:n>/distances/", views.distances, name="distances"),
    path("w/<slug:ws>/n/<slug:n>/perception/", views.perception, name="perception"),
    path("w/<slug:ws>/n/<slug:n>/model/", views.model, name="model"),
]
