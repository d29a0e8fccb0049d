"""Addresses of the room."""

from django.urls import path, re_path

from sanphalang.organisations import list_views, views

app_name = "organisations"
urlpatterns = [
    path("", list_views.organisations, name="list"),
    re_path(r"^export\.(?P<file_format>csv|xlsx)$", list_views.export, name="export"),
    path("new/", views.add, name="add"),
    path("<int:organisation_id>/", views.page, name="page"),
    path("<int:organisation_id>/edit/", views.edit, name="edit"),
    path("<int:organisation_id>/confirm/", views.confirm, name="confirm"),
    path("<int:organisation_id>/close/", views.close, name="close"),
    path("<int:organisation_id>/reopen/", views.reopen, name="reopen"),
    path("<int:organisation_id>/publish-contact/", views.publish_contact, name="publish_contact"),
    path("<int:organisation_id>/hide-contact/", views.hide_contact, name="hide_contact"),
    path("<int:organisation_id>/partnership/", views.partnership, name="partnership"),
    path("<int:organisation_id>/partnership/remove/", views.no_partnership, name="remove_partnership"),
]
HELP = {
    "search": "list",
    "correct": "add page edit close publish_contact",
    "network": "partnership",
}
