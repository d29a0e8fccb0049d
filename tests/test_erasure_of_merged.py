"""A person in two records that were merged is erased from both, and from what the merge remembers."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from sanphalang.access.viewer import OPERATOR
from sanphalang.operations.archive.backup import write_backup
from sanphalang.operations.archive.restore import restore_backup
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.models import Person
from sanphalang.people.own_record import forget_private
from sanphalang.people.tests.factories import make_person
from sanphalang.privacy.copies import _everything
from sanphalang.privacy.erasing import erase
from sanphalang.privacy.models import Erasure
from sanphalang.stewardship.actions import merge_records, undo_merge
from sanphalang.stewardship.models import Merge
from sanphalang.stewardship.rules import Side

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data", "a_home")]

PRIVATE = ("มะลิวัลย์", "มะลิวรรณ", "0000-555-111", "0000-555-222", "มะลิ1@private.example", "เรือนแพ ลับเฉพาะ")


def _quietly(_text: str) -> None:
    pass


def _merged() -> tuple[Person, Person]:
    """Make her twice and merge her: the kept record shows the other's telephone, and remembers its own."""
    kept = make_person("มะลิวัลย์", place="300101", telephone="0000-555-111", email="มะลิ1@private.example")
    other = make_person("มะลิวรรณ", place="300101", telephone="0000-555-222", home_address="เรือนแพ ลับเฉพาะ")
    make_organisation(place="300101", contact_name="มะลิวรรณ สมมติวงศ์", telephone="0000-555-222")
    sides = {"telephone": Side.OTHER}
    seen = {kept.pk: 1, other.pk: 1}
    merge_records(OPERATOR, "people", keep=kept.pk, absorb=other.pk, seen=seen, choices=sides)
    kept.refresh_from_db()
    assert (kept.telephone, "0000-555-111" in kept.before_merge) == ("0000-555-222", True)
    return kept, other


def _found() -> list[str]:
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (our own names)
            rows += [str([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall()]
    text = "\n".join(rows)
    return [value for value in PRIVATE if value in text]


def test_both_records_go_and_an_older_backup_brings_neither_back(a_home: Path) -> None:
    kept, other = _merged()
    write_backup(a_home / "merged.zip", _quietly)
    erase(OPERATOR, kept.pk)
    assert _found() == []
    assert set(Erasure.objects.values_list("number", flat=True)) == {kept.pk, other.pk}
    assert not Organisation.objects.exclude(contact_name="").exists()
    call_command("flush", verbosity=0, interactive=False)
    (a_home / "files").rename(a_home.parent / f"{a_home.name}-gone") if (a_home / "files").exists() else None
    restore_backup(a_home / "merged.zip", _quietly)
    assert not Person.with_merged.exists()
    assert _found() == []


def test_a_backup_from_before_the_merge_brings_neither_back(a_home: Path) -> None:
    kept, _other = _merged()
    merge = Merge.objects.get()
    undo_merge(OPERATOR, merge.pk, seen={kept.pk: kept.revision})
    write_backup(a_home / "apart.zip", _quietly)
    now = dict(Person.objects.values_list("pk", "revision"))
    merge_records(OPERATOR, "people", keep=kept.pk, absorb=merge.absorbed, seen=now)
    erase(OPERATOR, kept.pk)
    call_command("flush", verbosity=0, interactive=False)
    restore_backup(a_home / "apart.zip", _quietly)
    assert not Person.with_merged.exists()
    assert _found() == []


def test_private_details_that_were_kept_long_enough_go_from_both(a_home: Path) -> None:
    kept, other = _merged()
    forget_private("operator", kept.pk)
    assert set(_found()) <= {"มะลิวัลย์", "มะลิวรรณ", "0000-555-222"}  # names stay; the contact of a group is its own
    assert Person.with_merged.get(pk=other.pk).telephone == ""
    kept.refresh_from_db()
    undo_merge(OPERATOR, Merge.objects.get().pk, seen={kept.pk: kept.revision})
    assert set(Person.objects.values_list("telephone", flat=True)) == {""}


def test_a_contact_that_a_merge_replaced_is_emptied_too(a_home: Path) -> None:
    person = make_person("มะลิวัลย์", place="300101", telephone="0000-555-111")
    hers = {"contact_name": "มะลิวัลย์ สมมติวงศ์", "telephone": "0000-555-111"}
    kept = make_organisation(place="300101", **hers)
    other = make_organisation(place="300101", contact_name="คนอื่น", telephone="0000-999-999")
    sides = {"contact_name": Side.OTHER, "telephone": Side.OTHER}
    seen = {kept.pk: 1, other.pk: 1}
    merge_records(OPERATOR, "organisations", keep=kept.pk, absorb=other.pk, seen=seen, choices=sides)
    absorbed = make_organisation(place="300101", **hers)
    third = make_organisation(place="300101", contact_name="คนอื่น", telephone="0000-999-999")
    merge_records(OPERATOR, "organisations", keep=third.pk, absorb=absorbed.pk, seen={third.pk: 1, absorbed.pk: 1})
    erase(OPERATOR, person.pk)
    assert _found() == []
    assert Organisation.with_merged.get(pk=other.pk).contact_name == "คนอื่น"


def test_the_own_copy_holds_what_both_records_say() -> None:
    kept, _other = _merged()
    copy = _everything(kept, OPERATOR)
    assert [each["home_address"] for each in copy["merged_records"]] == ["เรือนแพ ลับเฉพาะ"]
