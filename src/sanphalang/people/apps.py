"""Django's handle on the room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    """The room ``people``."""

    name = "sanphalang.people"
    label = "people"

    def ready(self) -> None:
        """Have the index of name parts made after the tables."""
        from sanphalang.people.name_parts import ensure_index

        post_migrate.connect(ensure_index, sender=self)
