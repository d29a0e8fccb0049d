"""By what else lists tell of a person: the rows that bear the citizen ID, and the names that rows bore."""

from __future__ import annotations

from collections.abc import Mapping

from sanphalang.files import originals
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.registers import PEOPLE_KIND


def rows_with_citizen_id(digest: str) -> dict[int, set[int]]:
    """Return the rows of lists of people, by batch, that bear a citizen ID: the person's under whatever name."""
    found: dict[int, set[int]] = {}
    lists = set(ImportBatch.objects.filter(kind=PEOPLE_KIND).values_list("pk", flat=True))
    for _kind, owner, number, _content in originals.telling([digest] if digest else []):
        if owner in lists:
            found.setdefault(owner, set()).add(number)
    return found


def names_in_rows(rows: Mapping[int, set[int]]) -> set[tuple[str, str]]:
    """Return the given names and surnames that rows bore: a name may have been another one then."""
    said = (
        values
        for batch, numbers in rows.items()
        for values in originals.read_some(originals.Kind.VALUES, batch, numbers).values()
    )
    return {(str(values.get("given_name") or ""), str(values.get("surname") or "")) for values in said}
