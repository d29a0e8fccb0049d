"""Django's handle on the room."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The room ``config``."""

    name = "sanphalang.config"
    label = "config"
