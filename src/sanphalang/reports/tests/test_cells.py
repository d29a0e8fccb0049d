"""Cells: every one equals a count written by hand, whatever happened to the records before."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from sanphalang.access.viewer import OPERATOR
from sanphalang.committees.actions import create_committee, end_committee
from sanphalang.committees.models import Committee
from sanphalang.files.sources import source_named
from sanphalang.ledger.actions import mark
from sanphalang.ledger.models import Mark
from sanphalang.ledger.projections import drain
from sanphalang.organisations.actions import close_organisation, confirm_organisation, edit_organisation
from sanphalang.organisations.local_authorities import put_authorities, remove_authorities
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.actions import add_role, mark_deceased
from sanphalang.people.erasing import remove_person
from sanphalang.people.rules import PersonRole
from sanphalang.people.tests.factories import make_person
from sanphalang.places.rules import NATION, PlaceCode
from sanphalang.reports import cells, reference
from sanphalang.reports.models import Cell, Reckoning
from sanphalang.reports.queries import figures, figures_by
from sanphalang.web.freshness import months_before

pytestmark = pytest.mark.django_db

PROVINCE, DISTRICT, SUBDISTRICT = (PlaceCode.parse(code) for code in ("30", "3021", "302101"))
"""นครราชสีมา, ปากช่อง, and the first of its subdistricts."""


def _serve() -> None:
    while drain():
        pass


def _stored() -> dict[tuple[str, str, int], int]:
    rows = list(Cell.objects.values_list("about", "measure", "place", "number"))
    found = {(about, measure, place): number for about, measure, place, number in rows}
    assert len(found) == len(rows)  # no cell twice
    return found


def _by_hand(today: date) -> dict[tuple[str, str, int], int]:
    """The same, counted row by row from plain SQL: nothing of it is shared with what is tested."""
    counted: Counter[tuple[str, str, int]] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, kind_id, status, confirmed_on FROM organisations_organisation WHERE merged_into_id IS NULL"
        )
        for place, kind, status, confirmed in cursor.fetchall():
            for measure in ("all", f"kind:{kind}", f"status:{status}", f"fresh:{_age(confirmed, today)}"):
                counted["organisations", measure, place or 0] += 1
        cursor.execute(
            "SELECT place, roles FROM people_person"
            " WHERE merged_into_id IS NULL AND status NOT IN ('deceased', 'inactive')"
        )
        for place, roles in cursor.fetchall():
            for role in roles.split():
                counted["people", role, place or 0] += 1
        cursor.execute("SELECT place, kind FROM committees_committee WHERE status = 'active'")
        for place, kind in cursor.fetchall():
            counted["committees", "all", place] += 1
            counted["committees", f"kind:{kind}", place] += 1
        cursor.execute("SELECT place, kind FROM organisations_localauthority")
        for place, kind in cursor.fetchall():
            counted["authorities", "all", place] += 1
            counted["authorities", f"kind:{kind}", place] += 1
    return dict(counted)


def _age(confirmed: object, today: date) -> str:
    if confirmed is None:
        return "never"
    day = date.fromisoformat(str(confirmed))
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    return "fresh" if months < 12 else "stale" if months < 36 else "very_stale"


def _authority(code: str, place: PlaceCode) -> dict[str, dict[str, object]]:
    return {code: {"name": "อบต.หมูสี", "kind": "sao", "place": place.padded, "place_level": str(place.level)}}


def _a_small_country() -> list[Organisation]:
    today = timezone.localdate()
    made = [
        make_organisation(place=where, confirmed_on=confirmed, kind=kind)
        for where in (PROVINCE.text, DISTRICT.text, SUBDISTRICT.text, "")
        for kind, confirmed in (("savings_group", today), ("community_group", today - timedelta(days=500)))
    ]
    for place in (SUBDISTRICT.text, DISTRICT.text, ""):
        make_person(place=place, roles={PersonRole.LEADER, PersonRole.VOLUNTEER})
    put_authorities(_authority("1", SUBDISTRICT), source=source_named("กรม").pk)
    create_committee(
        OPERATOR,
        values={
            "name": "คณะทำงาน",
            "kind": "working_group",
            "place": DISTRICT.padded,
            "place_level": "district",
            "criteria": "",
        },
    )
    return made


def test_every_cell_equals_a_count_by_hand_also_after_a_rebuild() -> None:
    _a_small_country()
    cells.rebuild()
    assert _stored() == _by_hand(timezone.localdate())
    assert not Mark.objects.filter(projection="reports").exists()
    cells.rebuild()
    assert _stored() == _by_hand(timezone.localdate())


def test_marks_bring_the_cells_in_line_whatever_changes() -> None:
    """Moved, closed, confirmed, merged away, erased, ended, replaced: the cells that a record has left follow too."""
    made = _a_small_country()
    today = timezone.localdate()
    cells.rebuild()
    elsewhere = PlaceCode.parse("4001")
    values = {"place": elsewhere.padded, "place_level": str(elsewhere.level), "kind_id": "savings_group"}
    edit_organisation(OPERATOR, made[1].pk, expected_revision=1, values=values)
    close_organisation(OPERATOR, made[2].pk)
    confirm_organisation(OPERATOR, made[3].pk, today=today)
    mark_deceased(OPERATOR, make_person(place=SUBDISTRICT.text, roles={PersonRole.SAGE}).pk)
    person = make_person(place=SUBDISTRICT.text, roles={PersonRole.SAGE})
    add_role(OPERATOR, person.pk, role=PersonRole.LEADER)
    _serve()
    assert _stored() == _by_hand(today)
    with transaction.atomic():
        remove_person(person.pk)
        remove_authorities(["1"])
        put_authorities(_authority("2", PROVINCE), source=source_named("กรม").pk)
    end_committee(OPERATOR, Committee.objects.get().pk)
    Organisation.with_merged.filter(pk=made[5].pk).update(merged_into=made[4])  # as stewardship does, above this room
    mark([("organisation", str(made[5].pk)), ("organisation", str(made[4].pk))])
    _serve()
    assert _stored() == _by_hand(today)


def test_cells_grow_older_with_the_days() -> None:
    today = timezone.localdate()
    for days in range(-3, 4):
        make_organisation(place=SUBDISTRICT.text, confirmed_on=months_before(today, 12) + timedelta(days=days))
        make_organisation(place=DISTRICT.text, confirmed_on=months_before(today, 36) + timedelta(days=days))
    cells.rebuild()
    for day in (today + timedelta(days=2), today + timedelta(days=3)):
        cells.grow_older(day)
        assert _stored() == _by_hand(day)


def test_a_parent_is_its_children_and_what_is_not_known_more_exactly() -> None:
    _a_small_country()
    cells.rebuild()
    measures = ["all"]
    assert figures(OPERATOR, NATION).organisations == 8
    by_province = figures_by(OPERATOR, 1_000_000, NATION, measures=measures)
    assert {place: each.organisations for place, each in by_province.items()} == {PROVINCE.padded: 6, 0: 2}
    inside = figures_by(OPERATOR, 10_000, (PROVINCE.interval,), measures=measures)
    assert {place: each.organisations for place, each in inside.items()} == {PROVINCE.padded: 2, DISTRICT.padded: 4}
    assert figures(OPERATOR, (PlaceCode.parse("31").interval,)).organisations == 0


def test_an_installation_that_has_no_cells_yet_gets_them_once() -> None:
    make_organisation(place=SUBDISTRICT.text)
    Reckoning.objects.all().delete()
    reference.load()
    assert _stored() == _by_hand(timezone.localdate())
    Cell.objects.all().delete()
    reference.load()  # what was made once is kept in line by marks
    assert not Cell.objects.exists()
