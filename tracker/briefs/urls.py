from django.urls import path

from tracker.briefs import views

app_name = "briefs"
N = "w/<slug:ws>/n/<slug:n>"
BRIEF = f"{N}/briefs/<int:pk>"
urlpatterns = [
    path(f"{N}/briefs/", views.briefs, name="briefs"),
    path(f"{N}/briefs/new/", views.make, name="make"),
    path(f"{BRIEF}/", views.brief, name="brief"),
    path(f"{BRIEF}/edit/", views.edit, name="edit"),
    path(f"{BRIEF}/remove/", views.remove, name="remove"),
    path(f"{BRIEF}/keep/", views.keep_template, name="keep_template"),
    path(f"{N}/briefs/templates/<int:pk>/remove/", views.remove_template, name="remove_template"),
    path(f"{BRIEF}/add/", views.add_block, name="add_block"),
    path(f"{BRIEF}/blocks/<int:block>/", views.edit_block, name="edit_block"),
    path(f"{BRIEF}/blocks/<int:block>/move/", views.move_block, name="move_block"),
    path(f"{BRIEF}/blocks/<int:block>/remove/", views.remove_block, name="remove_block"),
    path(f"{BRIEF}/issue/", views.issue, name="issue"),
    path(f"{BRIEF}/editions/<int:number>/", views.edition, name="edition"),
    path(f"{BRIEF}/editions/<int:number>/files/", views.order_file, name="order_file"),
    path(f"{BRIEF}/editions/<int:number>/share/", views.share, name="share"),
    path(f"{N}/views/<int:pk>/share/", views.share_view, name="share_view"),
    path("w/<slug:ws>/links/", views.links, name="links"),
    path("w/<slug:ws>/links/<int:pk>/revoke/", views.revoke, name="revoke"),
    path("share/<str:token>/", views.shared, name="shared"),
]
