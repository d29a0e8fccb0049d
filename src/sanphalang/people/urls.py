"""Addresses of the room."""

from django.urls import path

from sanphalang.people import list_views, views

app_name = "people"
urlpatterns = [
    path("", list_views.people, name="list"),
    path("export/", list_views.export, name="export"),
    path("new/", views.add, name="add"),
    path("<int:person_id>/", views.page, name="page"),
    path("<int:person_id>/private/", views.show_private, name="show_private"),
    path("<int:person_id>/edit/", views.edit, name="edit"),
    path("<int:person_id>/confirm/", views.confirm, name="confirm"),
    path("<int:person_id>/active/", views.activate, name="activate"),
    path("<int:person_id>/inactive/", views.deactivate, name="deactivate"),
    path("<int:person_id>/deceased/", views.deceased, name="deceased"),
    path("<int:person_id>/trainings/new/", views.add_training, name="add_training"),
    path("<int:person_id>/trainings/<int:training_id>/remove/", views.remove_training, name="remove_training"),
]
HELP = {
    "people": "list export add page edit show_private deactivate deceased add_training remove_training",
}
