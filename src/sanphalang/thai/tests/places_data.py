"""The one gazetteer of the tests, and the real lists beside the repository."""

from functools import cache
from pathlib import Path

import pytest

from sanphalang.thai.places import Gazetteer

_ROOT = Path(__file__).resolve().parents[4]


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.from_geothai()


def names(code: str) -> str:
    """Return ``ขอนแก่น / เมืองขอนแก่น / ในเมือง`` for a code, for tables that a person reads."""
    places = gazetteer().places
    return " / ".join(places[code[:n]].name_th for n in (2, 4, 6) if len(code) >= n)


def real_list(name: str) -> Path:
    """Return a folder of the real lists, or skip the test, saying so."""
    folder = _ROOT.parent / "shared" / "data" / name
    if not folder.exists():
        pytest.skip(f"The real list {name!r} is not beside this checkout (../shared/data); nothing was measured.")
    return folder
