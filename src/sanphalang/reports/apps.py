"""Django's handle on the room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The room ``reports``."""

    name = "sanphalang.reports"
    label = "reports"
