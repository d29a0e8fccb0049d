"""Everything that points to a record, found through Django's own model metadata: later rooms move without being known.

The sets of a record itself (a person's skills) are values and are put together as such; its pointer to the record that
absorbed it is no link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import AutoField, Field, ForeignObjectRel, Max, Model

from sanphalang.stewardship.models import Merge, MovedLink


@dataclass(frozen=True)
class Link:
    """A column of a table that points to records of a register."""

    table: type[Model]
    field: Field[Any, Any]

    @property
    def name(self) -> str:
        """Table and column, by which a moved row is remembered."""
        return f"{self.table._meta.label_lower}.{self.field.name}"

    def rows(self, **wanted: Any) -> Any:
        """Return rows of the table."""
        return self.table._base_manager.filter(**wanted)

    def rows_of(self, record: int) -> Any:
        """Return the rows that point to a record."""
        return self.rows(**{self.field.attname: record})


def links_to(model: type[Model]) -> list[Link]:
    """Return what may point to a record."""
    own = {each.remote_field.through for each in model._meta.local_many_to_many}
    back = (each for each in model._meta.get_fields(include_hidden=True) if isinstance(each, ForeignObjectRel))
    found = [
        Link(each.related_model, each.field)
        for each in back
        if (each.one_to_many or each.one_to_one) and each.field.concrete and not each.field.primary_key
    ]
    return sorted(
        (link for link in found if link.table is not model and link.table not in own), key=lambda link: link.name
    )


def last_rows(model: type[Model]) -> dict[str, int]:
    """Return the highest number of each table of links whose rows are numbered as they come."""
    numbered = (link for link in links_to(model) if isinstance(link.table._meta.pk, AutoField))
    return {link.name: link.rows().aggregate(last=Max("pk"))["last"] or 0 for link in numbered}


def move_links(merge: Merge, model: type[Model]) -> None:
    """Let what points to the absorbed record point to the kept one, and remember each row.

    A row of which the kept record has the like, and which the database allows once, stays.
    """
    moved = [
        MovedLink(merge=merge, link=link.name, row=str(row), has_moved=has_moved)
        for link in links_to(model)
        for row, has_moved in _moved(link, _numbers(link.rows_of(merge.absorbed)), merge.kept)
    ]
    MovedLink.objects.bulk_create(moved, batch_size=500)


def move_back(merge: Merge, model: type[Model], path: Iterable[Merge]) -> int:
    """Let the rows that a merge moved point to the absorbed record again; return how many stay with the kept one.

    ``path`` are the later merges by which the kept record was absorbed in its turn, up to the one that stands: what
    they moved on moves back too, and they forget it. A row that somebody has pointed elsewhere since, or removed, is
    left as it is.
    """
    later = list(path)
    holders = [merge.kept, *(each.kept for each in later)]
    stayed = 0
    for link in links_to(model):
        numbers = [each.row for each in merge.links.filter(link=link.name, has_moved=True)]
        here = _numbers(link.rows(**{f"{link.field.attname}__in": holders}, pk__in=numbers)) if numbers else []
        gone = [row for row, has_moved in _moved(link, here, merge.absorbed) if has_moved]
        stayed += len(here) - len(gone)
        MovedLink.objects.filter(merge__in=later, link=link.name, row__in=map(str, gone)).delete()
    return stayed


def rows_added_since(merge: Merge, model: type[Model], record: int) -> dict[str, int]:
    """Return by link how many rows that point to a record are younger than the merge; they stay with it."""
    known = (link for link in links_to(model) if link.name in merge.last_rows)
    counts = {link.name: link.rows_of(record).filter(pk__gt=merge.last_rows[link.name]).count() for link in known}
    return {name: count for name, count in counts.items() if count}


def rows_moved(merge: Merge, model: type[Model], record: int) -> dict[str, int]:
    """Return by link how many of the rows that a merge moved point to a record still; they go back."""
    moved: dict[str, list[str]] = {}
    for name, row in merge.links.filter(has_moved=True).values_list("link", "row"):
        moved.setdefault(name, []).append(row)
    known = (link for link in links_to(model) if link.name in moved)
    counts = {link.name: link.rows_of(record).filter(pk__in=moved[link.name]).count() for link in known}
    return {name: count for name, count in counts.items() if count}


def _numbers(rows: Any) -> list[Any]:
    """Return the numbers of rows, held in their order: what somebody is pointing elsewhere is waited for and left."""
    return list(rows.order_by("pk").select_for_update().values_list("pk", flat=True))


def _moved(link: Link, numbers: list[Any], record: int) -> Iterator[tuple[Any, bool]]:
    """Point rows to a record; yield each with whether the database allowed it."""
    if not numbers:
        return
    try:
        with transaction.atomic():
            link.rows(pk__in=numbers).update(**{link.field.attname: record})
    except IntegrityError:
        if len(numbers) == 1:
            yield numbers[0], False
            return
        for number in numbers:
            yield from _moved(link, [number], record)
    else:
        yield from ((number, True) for number in numbers)
