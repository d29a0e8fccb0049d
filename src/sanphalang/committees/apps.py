"""Django's handle on the room."""

from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    """The room ``committees``."""

    name = "sanphalang.committees"
    label = "committees"
