"""Loads the reference data of the room: the 82 centres (ศปจ., ศปก.) with their territories."""

from __future__ import annotations

import csv
from importlib.resources import files

from django.db import transaction

from sanphalang.access.models import Centre
from sanphalang.places.rules import PlaceCode


def load() -> None:
    """Make the centres, or bring them up to date; safe to repeat. The places must be there already.

    A centre that somebody edited by hand stays as it was written.
    """
    text = files("sanphalang.access").joinpath("reference", "centres.csv").read_text("utf-8")
    with transaction.atomic():
        by_hand = set(Centre.objects.filter(edited_at__isnull=False).values_list("code", flat=True))
        for row in csv.DictReader(text.splitlines()):
            if row["code"] in by_hand:
                continue
            centre, _created = Centre.objects.update_or_create(
                code=row["code"], defaults={"name_th": row["name_th"], "name_en": row["name_en"]}
            )
            centre.territory.set(PlaceCode.parse(code).padded for code in row["territory"].split())
