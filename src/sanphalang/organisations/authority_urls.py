"""Addresses of local authorities."""

from django.urls import path

from sanphalang.organisations import authority_views as views

app_name = "authorities"


def _note(what: str) -> str:
    return f"<int:authority_id>/{what}/<int:note_id>/"


urlpatterns = [
    path("", views.authority_list, name="list"),
    path("<int:authority_id>/", views.page, name="page"),
    path("<int:authority_id>/join/", views.write, {"what": "join"}, name="join"),
    path("<int:authority_id>/leave/", views.write, {"what": "leave"}, name="leave"),
    path("<int:authority_id>/training/", views.write, {"what": "training"}, name="training"),
    path("<int:authority_id>/centre/", views.write, {"what": "centre"}, name="centre"),
    path(
        "<int:authority_id>/training/<int:note_id>/remove/", views.remove, {"what": "training"}, name="remove_training"
    ),
    path("<int:authority_id>/centre/<int:note_id>/remove/", views.remove, {"what": "centre"}, name="remove_centre"),
]
HELP = {
    "network": "list page join leave training centre remove_training remove_centre",
}
