"""Django's handle on the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room ``people``."""

    name = "sanphalang.people"
    label = "people"
