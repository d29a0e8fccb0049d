"""Django's handle on the room."""

from django.apps import AppConfig


class ManualConfig(AppConfig):
    """The room ``manual``."""

    name = "sanphalang.manual"
    label = "manual"
