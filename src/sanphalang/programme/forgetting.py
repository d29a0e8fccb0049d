"""Where the programme tells of a person who is erased: in words of indicators, figures, activities and notes.

Forms ask for no names, but who writes may write one. What was taken back has no words any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import F, Model, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.roles import Act
from sanphalang.ledger.actions import Subject, record
from sanphalang.people.naming import Sought, TextFound, excerpt
from sanphalang.privacy.above import Words
from sanphalang.programme.models import Activity, Indicator, LogEntry, Milestone, Programme, Reading, WorkPlan
from sanphalang.programme.rules import ACTIVITY, INDICATOR, PROGRAMME

KEY = "programme"
_EMPTIED = "–"
"""What stands where words were emptied that cannot be nothing."""


class _Kept(NamedTuple):
    """A column with words: its table, its name, and what it is called."""

    table: type[Model]
    column: str
    what: str


def texts_naming(sought: Sought) -> list[TextFound]:
    """Return the texts that tell of the person by full name or contact."""
    return [found for kept in _texts() for found in _found_in(kept, sought)]


def forget(actor: str, key: str) -> None:
    """Empty a text by its key. Belongs in the caller's transaction."""
    _room, model, number, column = key.split(":")
    kept = next(each for each in _texts() if (each.table._meta.model_name, each.column) == (model, column))
    row = kept.table._default_manager.filter(pk=number).first()
    if row is None:
        return
    may_be_nothing = getattr(kept.table._meta.get_field(column), "blank", False)
    changed = {column: "" if may_be_nothing else _EMPTIED}
    rows = kept.table._default_manager.filter(pk=number)
    if isinstance(row, Activity | Indicator | Programme):  # a form that is open would write it again
        rows.update(**changed, revision=F("revision") + 1)
    else:
        rows.update(**changed)
    subject, _name, _url = _about(row)
    record(actor, "programme.forget", subject, place=None, changes={"about": [None, f"{model}:{number}:{column}"]})


def _found_in(kept: _Kept, sought: Sought) -> Iterator[TextFound]:
    holds = Q(pk__in=())
    for text in sought.spellings:
        holds |= Q(**{f"{kept.column}__icontains": text})
    for row in kept.table._default_manager.filter(holds).order_by("pk"):
        text = getattr(row, kept.column)
        if sought.is_told_in(text):
            _subject, name, url = _about(row)
            key = f"{KEY}:{kept.table._meta.model_name}:{row.pk}:{kept.column}"
            yield TextFound(key, kept.what, name, url, None, excerpt(text, sought))


def _about(row: Model) -> tuple[Subject, str, str]:
    """Return the subject, the name and the page of what a text belongs to."""
    if isinstance(row, Reading | Indicator):
        chosen = row.indicator if isinstance(row, Reading) else row
        return (INDICATOR, chosen.code), str(chosen), reverse("programme:indicator", args=[chosen.code])
    if isinstance(row, LogEntry | Milestone | Activity):
        done = row if isinstance(row, Activity) else row.activity
        return (ACTIVITY, done.number), f"{done.number} {done}", reverse("programme:activity", args=[done.number])
    page = "programme:work_plan" if isinstance(row, WorkPlan) else "programme:overview"
    return (PROGRAMME, "1"), str(row), reverse(page)


def _texts() -> tuple[_Kept, ...]:
    """Return where this room keeps words."""
    name, of_indicator = _("Name of an activity"), _("Name of an indicator")
    return (
        _Kept(Activity, "owner", _("Unit that is responsible for an activity")),
        _Kept(Activity, "name_th", name),
        _Kept(Activity, "name_en", name),
        _Kept(Milestone, "what", _("What is due in an activity")),
        _Kept(LogEntry, "text", _("Note on an activity")),
        _Kept(Reading, "source", _("Source of a figure")),
        _Kept(Indicator, "source", _("Source of an indicator")),
        *(_Kept(Indicator, column, of_indicator) for column in ("name_th", "name_en", "unit_th", "unit_en")),
        *(_Kept(WorkPlan, column, _("Name of a work plan")) for column in ("name_th", "name_en")),
        *(_Kept(Programme, column, _("Name of the programme")) for column in ("name_th", "name_en")),
    )


WORDS = Words(KEY, texts_naming, forget, (Act.PROGRAMME_EDIT,))
"""What ``settings.WORDS_OF_PEOPLE`` names."""
