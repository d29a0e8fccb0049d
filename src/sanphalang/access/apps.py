"""Django's handle on the room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The room ``access``."""

    name = "sanphalang.access"
    label = "access"
