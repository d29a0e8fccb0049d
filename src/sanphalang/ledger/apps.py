"""Django's handle on the room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The room ``ledger``."""

    name = "sanphalang.ledger"
    label = "ledger"
