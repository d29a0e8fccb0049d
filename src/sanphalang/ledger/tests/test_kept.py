"""A figure that is the same for everybody is made once between two entries of the ledger."""

import pytest

from sanphalang.ledger.actions import record
from sanphalang.ledger.kept import kept, kept_for_everybody

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
