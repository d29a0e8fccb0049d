"""Django's handle on the room."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """The room ``matching``."""

    name = "sanphalang.matching"
    label = "matching"
