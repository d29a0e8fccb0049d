"""Addresses of the room."""

from django.urls import path

from sanphalang.issues import views

app_name = "issues"

urlpatterns = [
    path("", views.schemes, name="schemes"),
    path("<slug:code>/edit/", views.edit, name="edit"),
]
HELP = {
    "goals": "schemes edit",
}
