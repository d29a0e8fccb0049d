"""Who changes the book behind the platform's back is found out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from sanphalang.ledger import sealing
from sanphalang.ledger.actions import record
from sanphalang.ledger.models import Entry, Seal
from sanphalang.ledger.sealing import Verification, seal, verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def _write(count: int = 1) -> list[int]:
    with transaction.atomic():
        changes = {"name": ["กลุ่มทอผ้า", "กลุ่มทอผ้าไหม"], "members": [None, 12]}
        return [
            record("user:1", "organisations.edit", ("organisation", str(n)), place=30010000, changes=changes).pk
            for n in range(count)
        ]


def _tamper(sql: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _sealed(count: int = 5) -> list[int]:
    numbers = _write(count)
    assert seal() == count
    return numbers


def test_what_nobody_touched_is_sound() -> None:
    _sealed(3)
    _sealed(2)
    assert verify() == Verification(sealed=5)


def test_an_empty_book_is_sound() -> None:
    assert (seal(), verify()) == (0, Verification())


def test_it_is_sealed_in_portions_and_only_once() -> None:
    _write(5)
    assert [seal(limit=2), seal(limit=2), seal(limit=2), seal(limit=2)] == [2, 2, 1, 0]
    assert verify() == Verification(sealed=5)


def test_the_tail_that_waits_is_named() -> None:
    _sealed(2)
    waiting = _write(2)
    assert verify() == Verification(sealed=2, unsealed=waiting)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "user:2"),
        ("verb", "organisations.close"),
        ("subject_kind", "person"),
        ("subject_id", "77"),
        ("place", 10000000),
        ("changes", '{"name": ["กลุ่มทอผ้า", "กลุ่มอื่น"]}'),
        ("at", "2020-01-01 00:00:00+00:00"),
    ],
)
def test_an_edited_entry_is_named(column: str, value: str | int) -> None:
    numbers = _sealed()
    _tamper(f"UPDATE ledger_entry SET {column} = %s WHERE id = %s", value, numbers[2])  # noqa: S608
    assert verify() == Verification(sealed=5, edited=[numbers[2]])


def test_a_removed_entry_is_named() -> None:
    numbers = _sealed()
    _tamper("DELETE FROM ledger_entry WHERE id = %s", numbers[1])
    assert verify() == Verification(sealed=5, removed=[numbers[1]])


def test_an_entry_removed_with_its_seal_is_missed() -> None:
    numbers = _sealed()
    _tamper("DELETE FROM ledger_entry WHERE id = %s", numbers[1])
    _tamper("DELETE FROM ledger_seal WHERE entry = %s", numbers[1])
    assert verify() == Verification(sealed=4, broken_at=[numbers[2]])


def test_an_entry_put_in_long_after_is_named_and_not_sealed() -> None:
    numbers = _sealed()
    _tamper("DELETE FROM ledger_entry WHERE id = %s", numbers[3])
    Seal.objects.filter(entry=numbers[3]).delete()
    long_ago = timezone.now() - 2 * sealing.LATE
    Entry.objects.bulk_create([Entry(pk=numbers[3], at=long_ago, actor="user:9", verb="a.b")])
    assert seal() == 0
    found = verify()
    assert (found.inserted, found.is_sound) == ([numbers[3]], False)


def test_one_committed_late_is_sealed_behind_those_before_it() -> None:
    numbers = _sealed(2)
    late = Entry(pk=numbers[0] - 1, at=timezone.now() - timedelta(seconds=5), actor="user:9", verb="a.b")
    Entry.objects.bulk_create([late])
    assert seal() == 1
    assert verify() == Verification(sealed=3)


def test_one_so_far_behind_that_nobody_can_still_have_been_writing_it_is_not_sealed() -> None:
    _write(1)
    Entry.objects.bulk_create([Entry(pk=10_000, at=timezone.now(), actor="user:9", verb="a.b")])
    assert seal() == 2
    far, near = (Entry(pk=number, at=timezone.now(), actor="user:9", verb="a.b") for number in (9_000, 9_001))
    Entry.objects.bulk_create([far, near])
    assert seal() == 1
    assert verify().inserted == [far.pk]


def test_after_a_night_without_a_worker_everything_is_sealed() -> None:
    _sealed(2)
    Seal.objects.update(sealed_at=timezone.now() - timedelta(days=1))
    _write(3)
    assert seal() == 3
    assert verify() == Verification(sealed=5)


def test_an_end_that_was_cut_off_shows() -> None:
    numbers = _sealed()
    _tamper("DELETE FROM ledger_entry WHERE id >= %s", numbers[3])
    _tamper("DELETE FROM ledger_seal WHERE entry >= %s", numbers[3])
    assert verify() == Verification(sealed=3, cut_off=True)


def test_a_forged_seal_needs_the_key(settings: Settings) -> None:
    numbers = _sealed()
    _tamper("DELETE FROM ledger_seal WHERE entry >= %s", numbers[2])
    _tamper("UPDATE ledger_entry SET actor = 'user:2' WHERE id = %s", numbers[2])
    real, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    assert seal() == 3
    settings.SECRET_KEY = real
    assert verify().edited == numbers[2:]


def test_sealers_at_once_seal_each_entry_once() -> None:
    _write(40)

    def seal_all(_number: int) -> int:
        try:
            return sum(seal(limit=3) for _ in range(20))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(seal_all, range(4))) == 40
    assert verify() == Verification(sealed=40)
