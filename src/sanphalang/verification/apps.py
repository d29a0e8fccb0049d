"""Django's handle on the room."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """The room ``verification``."""

    name = "sanphalang.verification"
    label = "verification"
