"""Merges and undos in random order, with edits between: nothing is lost, and what is undone was as if it never was.

A dictionary beside the platform remembers what edits alone would have made of each record, and to whom each linked row
was given; it knows nothing of merging. At the end of every story all that is still merged is undone, in random order.
Some 100 merges and undos by default; ``SANPHALANG_LONG=1`` takes 1,000 for each register.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sanphalang.access.viewer import OPERATOR
from sanphalang.committees.models import Post
from sanphalang.organisations.actions import edit_organisation
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.actions import edit_person
from sanphalang.people.models import Person, Training
from sanphalang.people.rules import PersonRole, roles_text
from sanphalang.people.tests.factories import make_person
from sanphalang.stewardship import records
from sanphalang.stewardship.actions import merge_records, undo_merge
from sanphalang.stewardship.models import Merge, MovedLink
from sanphalang.stewardship.registers import KEPT
from sanphalang.stewardship.rules import Side
from sanphalang.stewardship.tests.posts import make_post

pytestmark = pytest.mark.django_db

WANTED = 1_000 if os.environ.get("SANPHALANG_LONG") == "1" else 100
STEPS_OF_A_STORY = 30
RECORDS = 5

TEXTS = st.sampled_from(("", "ก", "ข", "ค"))
NUMBERS = st.sampled_from((None, 5, 7))
LINES = st.sampled_from(("", "ทอผ้า", "ทอผ้า\nจักสาน", "เลี้ยงปลา\n\nทอผ้า"))
PLACES = st.sampled_from(((30010100, "subdistrict"), (30000000, "province"), (None, "")))
ROLES = st.sets(st.sampled_from((PersonRole.LEADER, PersonRole.SAGE, PersonRole.VOLUNTEER))).map(roles_text)
SKILLS = st.sets(st.sampled_from(("data", "youth", "health"))).map(sorted)

FIELDS: dict[str, dict[str, Any]] = {
    "organisations": {
        "name": st.sampled_from(("กลุ่มทอผ้า", "กลุ่มจักสาน", "กลุ่มปลา")),
        "address": TEXTS,
        "telephone": TEXTS,
        "contact_name": TEXTS,
        "members": NUMBERS,
        "activity": LINES,
        "status": st.sampled_from(("active", "closed", "unknown")),
        "place": PLACES,
    },
    "people": {
        "given_name": st.sampled_from(("สมชาย", "สมหญิง")),
        "surname": TEXTS,
        "telephone": TEXTS,
        "birth_year": NUMBERS,
        "roles": ROLES,
        "skills": SKILLS,
        "place": PLACES,
    },
}


@dataclass
class World:
    """Some records, and what must be true of them when nothing is merged."""

    register: str
    alone: dict[int, dict[str, Any]] = field(default_factory=dict)
    rows: dict[tuple[str, int], int] = field(default_factory=dict)
    """To which record each linked row was given."""
    begun: dict[int, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        make: Any = make_organisation if self.register == "organisations" else make_person
        numbers = [make(place="300101").pk for _number in range(RECORDS)]
        self.alone = {pk: self.shown(pk) for pk in numbers}
        for record in self.alone:
            self.add_row(record)

    def shown(self, record: int) -> dict[str, Any]:
        kept = KEPT[self.register]
        return records.values_of(kept, records.read(kept, [record])[record])

    def revision(self, record: int) -> int:
        kept = KEPT[self.register]
        return int(records.read(kept, [record])[record].revision)

    def standing(self) -> list[int]:
        gone = Merge.objects.filter(undone_at=None).values_list("absorbed", flat=True)
        return sorted(self.alone.keys() - set(gone))

    def edit(self, record: int, name: str, value: Any) -> None:
        values = dict(zip(("place", "place_level"), value, strict=True)) if name == "place" else {name: value}
        now = self.shown(record)
        for column, each in values.items():
            if now[column] != each:  # what a form shows and is left alone is not an edit
                self.alone[record][column] = each
        skills = values.pop("skills", None)
        expected: Any = {"expected_revision": self.revision(record), "values": values}
        if self.register == "organisations":
            edit_organisation(OPERATOR, record, **expected)
        else:
            edit_person(OPERATOR, record, skills=skills, **expected)

    def add_row(self, record: int) -> None:
        if self.register == "organisations":
            made: Any = make_post(record)
        else:
            made = Training.objects.create(person_id=record, name="อบรม")
        self.rows[made._meta.label_lower, made.pk] = record

    def remove_row(self, key: tuple[str, int]) -> None:
        del self.rows[key]
        self._table().objects.filter(pk=key[1]).delete()

    def _table(self) -> Any:
        return Post if self.register == "organisations" else Training

    def merge(self, keep: int, absorb: int, choices: dict[str, Side]) -> None:
        seen = {each: self.revision(each) for each in (keep, absorb)}
        merge_records(OPERATOR, self.register, keep=keep, absorb=absorb, seen=seen, choices=choices)

    def undo(self, merge: Merge) -> None:
        root = self.root(merge.kept)
        undo_merge(OPERATOR, merge.pk, seen={root: self.revision(root)})

    def root(self, record: int) -> int:
        while above := Merge.objects.filter(absorbed=record, undone_at=None).first():
            record = above.kept
        return record

    def check(self) -> None:
        """What was never merged, or is apart again, is as edits alone would have made it; every row has its place."""
        merged = set(Merge.objects.filter(undone_at=None).values_list("kept", flat=True))
        for record in set(self.standing()) - merged:
            assert self.shown(record) == self.alone[record]
        column = "organisation_id" if self.register == "organisations" else "person_id"
        there = dict(self._table().objects.values_list("pk", column))
        assert there == {pk: self.root(record) for (_table, pk), record in self.rows.items()}


class Counted:
    """How much was done."""

    merges = undos = edits = 0


@pytest.mark.parametrize("register", ["organisations", "people"])
def test_any_order_of_merges_undos_and_edits(register: str) -> None:
    Counted.merges = Counted.undos = Counted.edits = 0

    @settings(
        max_examples=max(2, WANTED // 20),
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def story(data: st.DataObject) -> None:
        with transaction.atomic():
            _one_story(register, data.draw)
            transaction.set_rollback(True)

    while Counted.merges + Counted.undos < WANTED:
        story()
    print(f"{register}: {Counted.merges} merges, {Counted.undos} undos, {Counted.edits} edits")  # noqa: T201


def _one_story(register: str, draw: Any) -> None:
    world = World(register)
    for _step in range(STEPS_OF_A_STORY):
        act = draw(st.sampled_from(("merge", "merge", "undo", "edit", "edit", "add", "remove")))
        standing = world.standing()
        if act == "merge" and len(standing) > 1:
            keep, absorb = draw(st.permutations(standing))[:2]
            sides = st.sampled_from((Side.KEPT, Side.OTHER))
            choices = draw(st.dictionaries(st.sampled_from(sorted(FIELDS[register])), sides, max_size=3))
            world.merge(keep, absorb, choices)
            Counted.merges += 1
        elif act == "undo":
            _undo_any(world, draw)
        elif act == "edit":
            name = draw(st.sampled_from(sorted(FIELDS[register])))
            world.edit(draw(st.sampled_from(standing)), name, draw(FIELDS[register][name]))
            Counted.edits += 1
        elif act == "add":
            world.add_row(draw(st.sampled_from(standing)))
        elif act == "remove" and world.rows:
            world.remove_row(draw(st.sampled_from(sorted(world.rows))))
        world.check()
    while _undo_any(world, draw):
        world.check()
    _nothing_is_left(world)


def _undo_any(world: World, draw: Any) -> bool:
    merges = list(Merge.objects.filter(undone_at=None).order_by("pk"))
    if merges:
        world.undo(draw(st.sampled_from(merges)))
        Counted.undos += 1
    return bool(merges)


def _nothing_is_left(world: World) -> None:
    """All tables are as they would be: no record points to another, or remembers another's values."""
    model: Any = Organisation if world.register == "organisations" else Person
    assert {pk: world.shown(pk) for pk in world.alone} == world.alone
    assert not model.with_merged.exclude(merged_into=None, before_merge="").exists()
    for record in model.with_merged.all():
        derived = KEPT[world.register].register.derive(world.shown(record.pk))
        assert (record.name_key, bytes(record.name_sort), record.identity) == tuple(derived)[:3]


@pytest.mark.parametrize("backwards", [False, True])
def test_a_row_that_the_database_allows_once_stays_and_nothing_is_lost(backwards: bool) -> None:
    """A chain of three with a row each that collide, undone from either end."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX once_each ON people_training (person_id, name)")
    people = [make_person(place="300101") for _number in range(3)]
    rows = {Training.objects.create(person=person, name="อบรม").pk: person.pk for person in people}
    extra = {Training.objects.create(person=person, name=f"อบรม {person.pk}").pk: person.pk for person in people}
    world = World("people")
    first, second, third = (person.pk for person in people)
    world.merge(second, first, {})
    world.merge(third, second, {})
    assert dict(Training.objects.filter(pk__in=rows).values_list("pk", "person_id")) == rows
    assert set(Training.objects.filter(pk__in=extra).values_list("person_id", flat=True)) == {third}
    assert MovedLink.objects.filter(has_moved=False).count() == 2
    merges = list(Merge.objects.order_by("-pk" if backwards else "pk"))
    for merge in merges:
        world.undo(merge)
    both = rows | extra
    assert dict(Training.objects.filter(pk__in=both).values_list("pk", "person_id")) == both
