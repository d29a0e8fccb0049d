"""Django's handle on the room."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The room ``programme``."""

    name = "sanphalang.programme"
    label = "programme"
