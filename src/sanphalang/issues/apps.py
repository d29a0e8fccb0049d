"""Django's handle on the room."""

from django.apps import AppConfig


class IssuesConfig(AppConfig):
    """The room ``issues``."""

    name = "sanphalang.issues"
    label = "issues"
