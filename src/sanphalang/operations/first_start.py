"""What ``up`` prepares: a current database and, the first time, the small demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.viewer import OPERATOR
from sanphalang.demo.actions import make_country
from sanphalang.demo.country import Scale
from sanphalang.ledger.projections import rebuild_all
from sanphalang.operations.setup import has_tables, prepare_database

_DEMO_SEED = 1


def prepare(say: Callable[[str], None]) -> None:
    """Bring the database up to date. A database that was empty gets the small demo, except in production.

    The wish for the demo is a file, so that a first start that was interrupted is still a first start.
    """
    wished = Path(settings.HOME) / "first-start"
    if not settings.PRODUCTION and not has_tables():
        wished.touch()
    prepare_database(say)
    if wished.exists():
        say(_("a small demo: Nakhon Ratchasima and the six zones of Bangkok"))
        make_country(OPERATOR, scale=Scale.SMALL, seed=_DEMO_SEED, today=timezone.localdate())
        rebuild_all()
        wished.unlink()
