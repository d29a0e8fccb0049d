"""Django's handle on the room."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The room ``privacy``."""

    name = "sanphalang.privacy"
    label = "privacy"
