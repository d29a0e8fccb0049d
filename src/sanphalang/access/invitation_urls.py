"""Addresses of the invited."""

from django.urls import path

from sanphalang.access import invitation_views

app_name = "invitations"
urlpatterns = [
    path("", invitation_views.invited, name="invited"),
    path("<str:token>/", invitation_views.open_link, name="open"),
]
HELP = {
    "colleagues": "invited open",
}
