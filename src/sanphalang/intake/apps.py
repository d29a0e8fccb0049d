"""Django's handle on the room."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The room ``intake``."""

    name = "sanphalang.intake"
    label = "intake"
