"""Django's handle on the room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The room ``portal``."""

    name = "sanphalang.portal"
    label = "portal"
