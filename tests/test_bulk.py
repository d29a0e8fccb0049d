"""``sanphalang.bulk``: what goes in comes out, on both databases. Here, because the room stands below all tables."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.db.transaction import TransactionManagementError

from sanphalang.bulk import insert_rows, next_ids, settle, update_rows
from sanphalang.files.models import KeptFile, Original, Source
from sanphalang.organisations.models import Organisation

pytestmark = pytest.mark.django_db

NOON_IN_BANGKOK = dt.datetime(2026, 2, 28, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
AWKWARD = ["กลุ่มทอผ้า", "a\tb\nc\\N\\.", '"quoted", with ; commas', "\\x00", "", " ", "%s %(x)s", "😀"]


@pytest.mark.parametrize("count", [0, 1, 2_000, 2_001, 5_000])
def test_every_row_goes_in_whatever_the_count(count: int) -> None:
    insert_rows(Original, ("kind", "owner", "number", "content"), ((1, 7, n, "[]") for n in range(count)))
    assert Original.objects.filter(owner=7).count() == count


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back_as_it_was(text: str) -> None:
    insert_rows(Original, ("kind", "owner", "number", "content"), [(1, 7, 1, text)])
    assert Original.objects.get(owner=7).content == text


def test_moments_binary_values_and_nothing_come_back() -> None:
    insert_rows(Source, ("name", "name_key", "created_at"), [("ก", "ก", NOON_IN_BANGKOK)])
    assert Source.objects.get(name_key="ก").created_at == NOON_IN_BANGKOK


def test_rows_are_updated_by_key_and_others_are_left() -> None:
    one, other = (KeptFile.objects.create(sha256=letter * 64, size=1) for letter in "ab")
    update_rows(KeptFile, ("size", "kept_at"), [(2, NOON_IN_BANGKOK, one.pk)])
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.size, one.kept_at, other.size) == (2, NOON_IN_BANGKOK, 1)


@pytest.mark.parametrize("model", [Source, Organisation])
def test_reserved_keys_are_given_to_nobody_else(model: type[Model]) -> None:
    first, second = list(next_ids(model, 3)), list(next_ids(model, 2))
    assert len({*first, *second}) == 5
    assert list(next_ids(model, 0)) == []


def test_a_row_of_the_orm_gets_a_key_after_the_reserved_ones() -> None:
    reserved = list(next_ids(Source, 3))
    insert_rows(Source, ("id", "name", "name_key", "created_at"), [(reserved[0], "ก", "ก", NOON_IN_BANGKOK)])
    assert Source.objects.create(name="ข", name_key="ข").pk > max(reserved)


def test_keys_go_on_after_rows_of_the_orm() -> None:
    made = Source.objects.create(name="ก", name_key="ก").pk
    assert min(next_ids(Source, 1)) > made


@pytest.mark.django_db(transaction=True)
def test_bulk_writing_outside_a_transaction_is_refused() -> None:
    for write in (insert_rows, update_rows):
        with pytest.raises(TransactionManagementError):
            write(Original, ("kind",), [(1, 1)])


@pytest.mark.django_db(transaction=True)
def test_all_rows_go_in_or_none() -> None:
    rows = [(1, 7, 1, "[]"), (1, 7, 1, "[]")]  # the second is a double
    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        insert_rows(Original, ("kind", "owner", "number", "content"), rows)
    assert connection.in_atomic_block is False
    assert not Original.objects.exists()


def _pages_known_to_be_visible() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relallvisible FROM pg_class WHERE oid = %s::regclass", [Source._meta.db_table])
        found: int = cursor.fetchone()[0]
        return found


@pytest.mark.django_db(transaction=True)
def test_many_rows_are_settled_outside_a_transaction_only() -> None:
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET synchronous_commit = on")  # what may still be lost is not settled
    Source.objects.create(name="ก", name_key="ก")
    with transaction.atomic():
        settle(Source)  # PostgreSQL would refuse, if it were asked
    settle(Source)
    if connection.vendor == "postgresql":
        assert _pages_known_to_be_visible() > 0
    assert Source.objects.count() == 1
