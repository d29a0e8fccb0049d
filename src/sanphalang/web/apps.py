"""Django's handle on the room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room ``web``."""

    name = "sanphalang.web"
    label = "web"
