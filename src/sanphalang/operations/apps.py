"""Django's handle on the room."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """The room ``operations``."""

    name = "sanphalang.operations"
    label = "operations"
