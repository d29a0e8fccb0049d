"""Django's handle on the room."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """The room ``knowledge``."""

    name = "sanphalang.knowledge"
    label = "knowledge"
