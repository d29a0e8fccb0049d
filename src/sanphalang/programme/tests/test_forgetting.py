"""Words of the programme that tell of a person who is erased: found, shown to whoever may empty them, and emptied."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import Model

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.people.models import Person
from sanphalang.people.naming import sought
from sanphalang.people.tests.factories import make_person
from sanphalang.privacy import requests
from sanphalang.privacy.rules import Kind
from sanphalang.privacy.texts import LEAVE, REMOVE, UndecidedError, texts_about, to_read
from sanphalang.programme import forgetting
from sanphalang.programme.models import Activity, Indicator, LogEntry, Milestone, Programme, Reading, WorkPlan

pytestmark = pytest.mark.django_db

HER = "นางทองก้อนเฉพาะ ไม่ควรเห็น"
OTHER = "นางทองดี ควรเห็น"


@pytest.fixture
def her() -> Person:
    return make_person("ทองก้อนเฉพาะ", "ไม่ควรเห็น", place="300101")


def _everywhere(words: str) -> list[tuple[Model, str]]:
    """Write words into every column that may hold them; return the rows with their columns."""
    activity, indicator = Activity.objects.all()[0], Indicator.objects.all()[0]
    milestone, _is_new = Milestone.objects.get_or_create(activity=activity, month=17)
    note = LogEntry.objects.create(activity=activity, day=date(2026, 1, 5), text=f"ประชุมกับ{words}")
    reading = Reading.objects.create(indicator=indicator, day=date(2026, 1, 5), value=3, source=words)
    written: list[tuple[Model, tuple[str, ...]]] = [
        (activity, ("owner", "name_th", "name_en")),
        (milestone, ("what",)),
        (note, ("text",)),
        (reading, ("source",)),
        (indicator, ("source", "name_th", "name_en", "unit_th", "unit_en")),
        (WorkPlan.objects.all()[0], ("name_th", "name_en")),
        (Programme.objects.all()[0], ("name_th", "name_en")),
    ]
    for row, columns in written:
        type(row)._default_manager.filter(pk=row.pk).update(
            **{column: words[:40] for column in columns if column != "text"}
        )
    return [(row, column) for row, columns in written for column in columns]


def test_every_column_with_words_of_this_room_is_declared() -> None:
    """A column that is added later is declared too, or said here to hold no words of people."""
    codes = {"Indicator.code", "Indicator.counts", "Activity.number"}
    words = {
        f"{model.__name__}.{field.name}"
        for model in (Activity, Indicator, LogEntry, Milestone, Programme, Reading, WorkPlan)
        for field in model._meta.concrete_fields
        if field.get_internal_type() in {"CharField", "TextField", "SlugField"}
    }
    declared = {f"{kept.table.__name__}.{kept.column}" for kept in forgetting._texts()}
    assert words == declared | codes


def test_all_of_it_is_found_and_emptied_and_what_tells_of_others_stays(her: Person) -> None:
    written = _everywhere(HER)
    found = forgetting.texts_naming(sought(her.pk))
    assert len(found) == len(written)
    revision = Activity.objects.all()[0].revision
    for each in found:
        forgetting.forget("user:1", each.key)
    assert forgetting.texts_naming(sought(her.pk)) == []
    for row, column in written:
        row.refresh_from_db()
        assert getattr(row, column) in {"", "–"}
    assert Activity.objects.all()[0].revision > revision
    entries = Entry.objects.filter(verb="programme.forget")
    assert entries.count() == len(found)
    assert not any("ทองก้อน" in str(entry.changes) for entry in entries)
    _everywhere(OTHER)
    assert forgetting.texts_naming(sought(her.pk)) == []


def _request(viewer: Viewer, her: Person) -> int:
    return requests.open_for(viewer, person_id=her.pk, kind=Kind.ERASURE, asked="").pk


def test_an_erasure_is_not_done_before_it_is_decided_about(her: Person) -> None:
    _everywhere(HER)
    keeper = OPERATOR
    asked: dict[str, Any] = {each.key: LEAVE for each in texts_about(her.pk)}
    readable = {each.found.key: each.may_be_removed for each in to_read(keeper, her.pk)}
    assert readable.keys() == asked.keys()
    assert all(readable.values())
    with pytest.raises(UndecidedError):
        requests.erase_person(keeper, _request(keeper, her), decided={})
    requests.erase_person(keeper, _request(keeper, her), decided=dict.fromkeys(asked, REMOVE))
    assert not Person.objects.filter(pk=her.pk).exists()
    assert not LogEntry.objects.filter(text__contains="ทองก้อน").exists()


def test_a_centre_is_neither_shown_what_the_nation_keeps_nor_empties_it(her: Person) -> None:
    _everywhere(HER)
    assert to_read(make_viewer(Role.COORDINATOR, "30"), her.pk) == []
