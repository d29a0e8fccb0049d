"""A figure that is the same for everybody is made once between two entries of the ledger."""

from uuid import uuid4

import pytest
from django.db import connection

from sanphalang.ledger.actions import record
from sanphalang.ledger.kept import kept, kept_for_everybody
from sanphalang.ledger.models import Entry, Mark

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_figures")]


class Counting:
    """A count that says how often it was made."""

    made = 0

    def __call__(self) -> int | None:
        self.made += 1
        return self.made


def test_a_figure_is_made_once() -> None:
    count = Counting()
    assert [kept("all", count), kept("all", count), kept("some", count)] == [1, 1, 2]


def test_an_entry_of_the_ledger_ends_it() -> None:
    count = Counting()
    kept("all", count)
    record("user:1", "organisations.edit", ("organisation", "1"), place=None)
    assert kept("all", count) == 2


@pytest.mark.parametrize("verb", ["people.see_private", "organisations.see_contact", "organisations.export"])
def test_a_look_does_not(verb: str) -> None:
    count = Counting()
    kept("all", count)
    record("user:1", verb, ("organisation", "1"), place=None)
    assert kept("all", count) == 1


@pytest.mark.parametrize(("is_settling", "seconds"), [(True, 10), (False, 60)])
def test_what_is_made_of_what_is_kept_ends_with_it(
    is_settling: bool, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, now = Counting(), 1_200_000.0
    monkeypatch.setattr("sanphalang.ledger.kept.time.time", lambda: now)
    monkeypatch.setattr("sanphalang.ledger.kept.SECONDS", 10)
    monkeypatch.setattr("sanphalang.ledger.kept.LONGEST_SECONDS", 60)
    if is_settling:
        Mark.objects.create(projection="search", subject_kind="organisation", subject_id="1", stamp=uuid4())

    def page() -> int | None:
        return kept("page", lambda: kept("figure", count))

    assert kept("figure", count) == 1
    now += seconds - 0.1
    assert page() == 1
    now += 0.2
    assert page() == 2


def test_what_was_made_before_projections_followed_ends_when_they_have() -> None:
    count = Counting()
    mark = Mark.objects.create(projection="search", subject_kind="organisation", subject_id="1", stamp=uuid4())
    assert [kept("all", count), kept("all", count)] == [1, 1]
    mark.delete()
    assert [kept("all", count), kept("all", count)] == [2, 2]


def test_an_entry_that_is_written_after_one_with_a_later_number_ends_it() -> None:
    """On PostgreSQL numbers are taken before what they belong to is written; on SQLite one follows another."""
    if connection.vendor != "postgresql":
        pytest.skip("On SQLite one writes after the other.")
    count = Counting()
    record("user:1", "organisations.edit", ("organisation", "1"), place=None)
    record("user:1", "organisations.edit", ("organisation", "2"), place=None)
    first, _second = Entry.objects.order_by("id")
    late = Entry(**{field.attname: getattr(first, field.attname) for field in Entry._meta.concrete_fields})
    late.pk = -first.pk  # any number before theirs; 0 in an empty book would add nothing
    assert kept("all", count) == 1
    late.save(force_insert=True)
    assert kept("all", count) == 2


def test_nothing_is_a_figure_too() -> None:
    asked = []
    assert [kept("none", lambda: asked.append(1)) for _ in range(2)] == [None, None]
    assert len(asked) == 1


def test_a_function_is_kept_by_what_it_is_asked_and_not_by_who_asks() -> None:
    asked = []

    @kept_for_everybody
    def count(viewer: str, within: tuple[int, ...], *, digits: int = 2) -> int:
        asked.append(viewer)
        return sum(within) + digits

    assert [count("one", (1, 2)), count("other", (1, 2)), count("one", (1, 2), digits=4), count("one", (3,))] == [
        5,
        5,
        7,
        5,
    ]
    assert asked == ["one", "one", "one"]
