"""The schemes that the network's documents name; the lists that they give in full.

A scheme whose list no document gives stands there with its name alone, for its owner to fill.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

from django.db import transaction

from sanphalang.issues.actions import put_edition
from sanphalang.issues.models import TagScheme


def load() -> int:
    """Bring the schemes in line with the reference data; return how many rows were written. Lists of owners stay."""
    with transaction.atomic():
        known = {scheme.code: scheme for scheme in TagScheme.objects.all()}
        written = 0
        for row in _rows("schemes.csv"):
            scheme = known.get(row["code"])
            if scheme is None:
                TagScheme.objects.create(**row)
                written += 1
        for code in {row["scheme"] for row in _rows("tags.csv")}:
            scheme = TagScheme.objects.get(code=code)
            if scheme.edition == 0:
                names = [row["name"] for row in _rows("tags.csv") if row["scheme"] == code]
                put_edition(scheme, names, scheme.source)
                written += len(names)
    return written


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("sanphalang.issues").joinpath("reference", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
