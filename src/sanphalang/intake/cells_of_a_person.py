"""What lists say of a person outside the person's own rows: as the contact of a group, in a note, in a heading.

A row that holds the full name and a telephone or address of the person tells of that person for certain;
there the cells that say so are emptied, and the rest of the row stays. The file that said so is removed whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sanphalang.files import originals
from sanphalang.files.storage import remove_file
from sanphalang.intake.models import Finding, ImportBatch, RememberedColumns
from sanphalang.intake.registers import PEOPLE_KIND
from sanphalang.people.naming import Sought

_GONE = "–"


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


def forget_cells_of(sought: Sought) -> int:
    """Empty the cells; return in how many rows. Belongs in the caller's transaction."""
    told: dict[tuple[int, int], list[tuple[int, Any]]] = {}
    for kind, owner, number, content in originals.telling(sought.spellings):
        told.setdefault((owner, number), []).append((kind, content))
    certain = {row: contents for row, contents in told.items() if _is_certain(sought, [text for _k, text in contents])}
    for (owner, number), contents in certain.items():
        for kind, content in contents:
            originals.replace(originals.Kind(kind), owner, {number: _emptied(content, sought)})
        Finding.objects.filter(batch=owner, row=number).update(detail="")
    for batch in ImportBatch.objects.filter(pk__in={owner for owner, _number in certain}).select_related("file"):
        remove_file(batch.file)
    return len(certain)


def forget_headings_of(sought: Sought) -> int:
    """Empty what is kept of the form of lists where it names the person; return of how many lists.

    Where a list has no heading, its first row may have been taken for one.
    """
    changed = 0
    for batch in ImportBatch.objects.only("layout", "file_name").order_by("pk").iterator(chunk_size=200):
        layout = _without(batch.layout, sought)
        name = _GONE if sought.is_told_in(batch.file_name) else batch.file_name
        if layout != batch.layout or name != batch.file_name:
            ImportBatch.objects.filter(pk=batch.pk).update(layout=layout, file_name=name)
            changed += 1
    for known in RememberedColumns.objects.all():
        columns = {key: field for key, field in known.columns.items() if not sought.is_told_in(key)}
        if columns != known.columns:
            RememberedColumns.objects.filter(pk=known.pk).update(columns=columns)
    return changed


def _is_certain(sought: Sought, contents: list[Any]) -> bool:
    texts = [text for content in contents for text in _texts(content)]
    return any(map(sought.is_reached_in, texts)) and sought.is_named_in(" ".join(texts))


def _texts(content: Any) -> list[str]:
    if isinstance(content, Mapping):
        return [text for value in content.values() for text in _texts(value)]
    if isinstance(content, list):
        return [text for value in content for text in _texts(value)]
    return [] if content is None else [str(content)]


def _emptied(content: Any, sought: Sought) -> Any:
    """Return cells or values without those that tell of the person."""
    if isinstance(content, Mapping):
        return {name: _emptied(value, sought) for name, value in content.items()}
    if isinstance(content, list):
        return [_emptied(value, sought) for value in content]
    text = "" if content is None else str(content)
    if not sought.is_told_in(text) and not sought.is_all_of(text):
        return content
    return "" if isinstance(content, str) else None


def _without(layout: Any, sought: Sought) -> Any:
    if isinstance(layout, Mapping):
        return {(_GONE if sought.is_told_in(key) else key): _without(value, sought) for key, value in layout.items()}
    if isinstance(layout, list):
        return [_without(value, sought) for value in layout]
    return _GONE if isinstance(layout, str) and (sought.is_told_in(layout)) else layout
