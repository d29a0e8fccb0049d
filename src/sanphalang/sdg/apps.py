"""Django's handle on the room."""

from django.apps import AppConfig


class SdgConfig(AppConfig):
    """The room ``sdg``."""

    name = "sanphalang.sdg"
    label = "sdg"
