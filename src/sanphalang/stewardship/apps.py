"""Django's handle on the room."""

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    """The room ``stewardship``."""

    name = "sanphalang.stewardship"
    label = "stewardship"
