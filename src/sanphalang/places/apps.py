"""Django's handle on the room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The room ``places``."""

    name = "sanphalang.places"
    label = "places"
