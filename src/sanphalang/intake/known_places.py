"""The gazetteer with what lists of reference data have brought in: local authorities (อปท.), and villages."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.db.models import Max

from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.models import ImportBatch
from sanphalang.organisations.local_authorities import authority_entries
from sanphalang.places.gazetteer import current
from sanphalang.places.villages import village_entries
from sanphalang.thai.places import Gazetteer

Stage = ImportBatch.Stage


def gazetteer() -> Gazetteer:
    """Return the gazetteer for reading lists of organisations: it knows the local authorities.

    Villages it leaves out: a record keeps its subdistrict and its village number, by which records of lists that write
    the village and of lists that do not are recognised as the same.
    """
    return _with_authorities(_last_change())


def gazetteer_with_villages() -> Gazetteer:
    """Return the gazetteer that answers as exactly as can be: it knows the villages as well."""
    return _with_villages(_last_change())


def _last_change() -> datetime | None:
    """Return when a list of reference data was last brought in or withdrawn; None when none ever was."""
    kinds = [name for name, kind in IMPORT_KINDS.items() if kind.reference]
    ended = ImportBatch.objects.filter(kind__in=kinds, stage__in=(Stage.DONE, Stage.WITHDRAWN))
    at: datetime | None = ended.aggregate(at=Max("finished_at"))["at"]
    return at


@lru_cache(maxsize=1)
def _with_authorities(_changed_at: datetime | None) -> Gazetteer:
    return current().knowing(authority_entries())


@lru_cache(maxsize=1)
def _with_villages(_changed_at: datetime | None) -> Gazetteer:
    return current().knowing(authority_entries(), village_entries())
