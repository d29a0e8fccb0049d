"""Addresses of the room."""

from django.urls import path

from sanphalang.stewardship import merge_views, views

app_name = "stewardship"
urlpatterns = [
    path("duplicates/", views.work, name="work"),
    path("look/", views.look_anew, name="look_anew"),
    path("pairs/<int:pair_id>/", views.answer, name="answer"),
    path("pairs/<int:pair_id>/private/", views.show_private, name="show_private"),
    path("pairs/<int:pair_id>/take-back/", views.take_back, name="take_back"),
    path(
        "organisations/<int:keep>/<int:absorb>/",
        merge_views.merge,
        {"register": "organisations"},
        name="merge_organisations",
    ),
    path("people/<int:keep>/<int:absorb>/", merge_views.merge, {"register": "people"}, name="merge_people"),
    path("merges/<int:merge_id>/undo/", merge_views.undo, name="undo"),
]
HELP = {
    "duplicates": "work merge_organisations merge_people undo",
}
