"""Brings a database up to date: the tables, then the reference data that ``settings.REFERENCE_DATA`` names."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MADE_READY = {
    "places": gettext_lazy("reference data: provinces, districts, subdistricts"),
    "access": gettext_lazy("reference data: coordination centres"),
    "sdg": gettext_lazy("reference data: sustainable development goals"),
    "issues": gettext_lazy("reference data: schemes of issues"),
    "organisations": gettext_lazy("reference data: kinds of organisations"),
    "people": gettext_lazy("reference data: skills of people"),
    "privacy": gettext_lazy("reference data: purposes and notices of consent"),
    "search": gettext_lazy("the index by which everything is found"),
    "reports": gettext_lazy("what is counted at each place"),
    "programme": gettext_lazy("reference data: indicators and work plans of the programme"),
}
"""What is made ready, by the room whose data it is, for who watches the first start."""


def prepare_database(say: Callable[[str], None]) -> None:
    """Apply the migrations and load the reference data; safe to repeat."""
    pending = unapplied_migrations()
    if pending:
        say(_("making tables: %(count)d steps") % {"count": pending})
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    load_reference_data(say)


def load_reference_data(say: Callable[[str], None]) -> None:
    """Bring the rooms' reference data in line with the platform's; safe to repeat."""
    for path in settings.REFERENCE_DATA:
        say(str(MADE_READY[path.split(".")[1]]))
        import_string(path)()


def unapplied_migrations() -> int:
    """Return how many migrations the database still waits for; all of them when it is empty."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def has_tables() -> bool:
    """Say whether anything was ever made in the database."""
    return bool(connection.introspection.table_names())
