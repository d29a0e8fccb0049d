"""Django's handle on the room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    """The room ``search``."""

    name = "sanphalang.search"
    label = "search"

    def ready(self) -> None:
        """Have the index made after the tables."""
        from sanphalang.search.index import ensure

        post_migrate.connect(ensure, sender=self)
