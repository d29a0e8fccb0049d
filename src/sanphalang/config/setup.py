"""Brings a database up to date: tables, then the reference data of the rooms that have some, lowest floor first."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ROOMS_WITH_REFERENCE_DATA = ("places", "access", "organisations")


def prepare_database(say: Callable[[str], None]) -> list[str]:
    """Apply the migrations and load the reference data; return the names of the rooms that loaded some."""
    call_command("migrate", verbosity=0, interactive=False)
    for room in ROOMS_WITH_REFERENCE_DATA:
        say(f"reference data: {room}")
        import_module(f"sanphalang.{room}.reference").load()
    return list(ROOMS_WITH_REFERENCE_DATA)


def unapplied_migrations() -> int:
    """Return how many migrations the database still waits for; all of them when it is empty."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
