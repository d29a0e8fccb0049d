"""What a register is to the lists that are brought into it: its tables, its columns, and what is known of them.

A room that keeps records (organisations, people) describes itself once as a :class:`Register`; claims, withdrawals and
imports then work for it as for any other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.db import models
from django.db.models import ForeignObjectRel

from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer

Values = Mapping[str, Any]
"""Values by column, only those that were said; dates as ISO text, as they lie in the originals."""

DERIVED = ("name_key", "name_sort", "identity")
"""What every register stores beside a name, in this order."""


def _as_it_is(values: dict[str, Any], derived: Sequence[Any]) -> None:
    """Leave the values of a new record as they are."""


def _nothing_follows(viewer: Viewer, records: Collection[int]) -> None:
    """Leave it at the records themselves."""


def _no_index(first: int, last: int) -> AbstractContextManager[None]:
    """Keep no index of names."""
    return nullcontext()


@dataclass(frozen=True)
class Register:
    """A table of records of which sources tell, and the table of what they told.

    ``names`` is the claim's foreign key, ``subject`` what the ledger calls a record. ``derive`` returns, for values,
    what is stored beside the name (:data:`DERIVED`, and more where ``complete`` wants it), ``named_by`` the columns
    from which. ``complete`` adds to the values of a new record what follows from the others. ``joined`` are the columns
    that a source adds to and never takes from. ``fixed`` are further columns of every new record. ``published`` is the
    column that says that a record's private fields are public. ``held`` is the column that says that people have made
    a record their own, so that no list changes it any more. ``inserting`` surrounds the writing of new records, by
    their first and last id; ``follow`` writes what follows from records that were made, changed or restored.
    """

    subject: str
    model: type[models.Model]
    claims: type[models.Model]
    names: str
    value_fields: tuple[str, ...]
    private_fields: tuple[str, ...]
    named_by: tuple[str, ...]
    derive: Callable[[Values], Sequence[Any]]
    edits: Act
    sees_private: Act
    defaults: Values
    dates: tuple[str, ...] = ("confirmed_on",)
    joined: Mapping[str, Callable[[str, str], str]] = field(default_factory=dict)
    complete: Callable[[dict[str, Any], Sequence[Any]], None] = _as_it_is
    fixed: Values = field(default_factory=dict)
    published: str = ""
    held: str = ""
    inserting: Callable[[int, int], AbstractContextManager[None]] = _no_index
    follow: Callable[[Viewer, Collection[int]], None] = _nothing_follows

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of a new record, in the order in which they are written."""
        return ("id", *self.value_fields, *DERIVED, *self.fixed, "created_at", "updated_at", "revision")

    @cached_property
    def claim_columns(self) -> tuple[str, ...]:
        """The columns of a claim, in the order in which they are written."""
        return (self.names, "source", "batch", "row", "at", "created", "revision", "set_fields", "kept")

    @cached_property
    def in_order(self) -> Callable[[Values], tuple[Any, ...]]:
        """Return the values of a new record in the order of the columns."""
        return itemgetter(*self.value_fields)

    @cached_property
    def beside(self) -> tuple[type[models.Model], ...]:
        """The tables, besides the claims, whose rows hang on a record and are somebody's work that would go with it.

        A table says of itself by ``goes_with_its_record`` that nothing is lost with its rows.
        """
        back = (each for each in self.model._meta.get_fields(include_hidden=True) if isinstance(each, ForeignObjectRel))
        tables = dict.fromkeys(each.related_model for each in back if not each.many_to_many)
        return tuple(
            table
            for table in tables
            if isinstance(table, type) and table is not self.claims and not hasattr(table, "goes_with_its_record")
        )


def defaults_of(model: type[models.Model], names: Sequence[str], **others: Any) -> dict[str, Any]:
    """Return what the columns hold of which nothing was said; ``others`` speak for themselves."""
    fields = {name: model._meta.get_field(name) for name in names if name not in others}
    return {name: each.get_default() for name, each in fields.items()} | others  # type: ignore[union-attr]
