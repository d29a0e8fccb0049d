"""Two lists, brought in and withdrawn in any order, and people who write beside them, against a plain model of both."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sanphalang.intake.models import ImportRow
from sanphalang.intake.tests.membership_lists import make_authorities
from sanphalang.intake.tests.membership_story import Story, parts_of
from tests.long import LONG

pytestmark = pytest.mark.django_db

Span: TypeAlias = tuple[int, int]
Member: TypeAlias = tuple[Span, int]
"""When it joined, and when it left; never is 0."""

_YEARS = [f"{year}" for year in range(2556, 2560)] + ["2556–2558", "2557–2559", "2556–2559"]
_ROWS = st.tuples(
    st.sampled_from(["", *_YEARS, *_YEARS]),
    st.sampled_from(["", "", " left 2557", " left 2559"]),
    st.sampled_from(["", "", " camp ?", " camp 5", " camp 6"]),
).map("".join)
_LISTS = st.lists(_ROWS.map(str.strip).filter(bool), min_size=1, max_size=3)
_WRITTEN = {"joins": _YEARS, "leaves": ["2557", "2558", "2559"], "trains": ["?", "5", "7"], "untrains": [""]}
_ACTS = st.sampled_from(["A", "A", "B", "B", "A withdrawn", "B withdrawn", "joins", "leaves", "trains", "untrains"])


class Contradiction(Exception):  # noqa: N818 (what happened, not an error of the program)
    """It would leave before it joined."""


def _span(joined: str) -> Span:
    return int(joined[:4]), int(joined[-4:])


def _member_after(state: Member | None, joined: str, left: str) -> Member:
    known, gone = state or (None, 0)
    if joined:
        said = _span(joined)
        if known is None or not (said[0] <= known[0] and known[1] <= said[1]):
            known = said
            gone = 0 if gone < known[1] else gone
    gone = int(left) if left else gone
    if known is None or (gone and gone < known[1]):
        raise Contradiction
    return known, gone


def _camp_after(state: str | None, said: str) -> str:
    return state if state and said == "?" else said


class Matter:
    """What was there, what lists said since, each with its name, and what a person wrote after them, if anybody did."""

    def __init__(self, after: Any) -> None:
        self._after = after
        self._base: Any = None
        self._said: list[tuple[str, Any]] = []
        self._by_hand: list[Any] = []

    def of_lists(self) -> Any:
        """Return what the lists left."""
        return self._told(self._said)

    def now(self) -> Any:
        """Return what is stored."""
        return self._by_hand[0] if self._by_hand else self.of_lists()

    def write(self, value: Any) -> None:
        """Let a person write: what lists said before is over."""
        self._by_hand = [value]

    def tell(self, name: str, said: tuple[str, ...]) -> None:
        """Let a list tell. Raises :class:`Contradiction`."""
        self._after(self.now(), *said)
        if self._by_hand:
            self._base, self._said, self._by_hand = self._by_hand[0], [], []
        self._said.append((name, said))

    def withdraw(self, name: str) -> None:
        """Let the other lists tell theirs again, with all that was so then where it cannot be else."""
        kept: list[tuple[str, Any]] = []
        for at, (who, said) in enumerate(self._said):
            if who != name:
                try:
                    self._told([*kept, (who, said)])
                except Contradiction:
                    (since, year), left = self._told(self._said[: at + 1])
                    said = (str(year) if since == year else f"{since}–{year}", str(left or ""))
                kept.append((who, said))
        self._said = kept

    def _told(self, said: list[tuple[str, Any]]) -> Any:
        state = self._base
        for _who, words in said:
            state = self._after(state, *words)
        return state


class Model:
    """The authority, as it should be."""

    def __init__(self) -> None:
        self.member, self.camp = Matter(_member_after), Matter(_camp_after)
        self.rows_in: dict[str, set[int]] = {"A": set(), "B": set()}

    def __str__(self) -> str:
        member, camp = self.member.now(), self.camp.now()
        parts = []
        if member:
            (since, year), left = member
            parts.append((f"{year}" if since == year else f"{since}–{year}") + (f" left {left}" if left else ""))
        return " ".join([*parts, f"camp {camp}"] if camp else parts) or "nothing"

    def bring_in(self, name: str, rows: list[tuple[int, bool, str]]) -> None:
        """Bring in ready rows, given by number, whether the list's word was taken, and what they say."""
        for number, is_taken, row in rows:
            joined, left, camp = parts_of(row)
            if number in self.rows_in[name] or (not is_taken and self._says_otherwise(joined, left, camp)):
                continue
            if joined or left:
                try:
                    self.member.tell(name, (joined, left))
                except Contradiction:
                    continue
            if camp:
                self.camp.tell(name, (camp,))
            self.rows_in[name].add(number)

    def withdraw(self, name: str) -> None:
        """Take a list out."""
        self.member.withdraw(name)
        self.camp.withdraw(name)
        self.rows_in[name] = set()

    def _says_otherwise(self, joined: str, left: str, camp: str) -> bool:
        member, people = self.member.now(), self.camp.now()
        if member and joined:
            known, said = member[0], _span(joined)
            inside = said[0] <= known[0] and known[1] <= said[1]
            if not inside and not (known[0] <= said[0] and said[1] <= known[1]):
                return True
        if member and left and member[1] not in (0, int(left)):
            return True
        return bool(people and camp and "?" not in (people, camp) and people != camp)


class Told:
    """How often what was done, over all stories."""

    brought = withdrawn = written = 0


@settings(
    max_examples=200 if LONG else 25,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def _stories(data: st.DataObject) -> None:
    with transaction.atomic():
        _one_story(data.draw)
        transaction.set_rollback(True)


def test_lists_in_any_order_and_people_beside_them_leave_what_the_model_says() -> None:
    make_authorities()
    Told.brought = Told.withdrawn = Told.written = 0
    _stories()
    assert min(Told.brought, Told.withdrawn, Told.written) > 0


def _one_story(draw: Any) -> None:
    story, model = Story(), Model()
    lists = {"A": draw(_LISTS), "B": draw(_LISTS)}
    done: list[Any] = [lists]
    for act in draw(st.lists(_ACTS, min_size=3, max_size=9)):
        name, _space, is_withdrawn = act.partition(" ")
        if name not in lists:
            done.append(_write(draw, story, model, act))
        elif is_withdrawn:
            done.append(_withdraw(story, model, name))
        else:
            done.append(_bring_in(draw, story, model, name, lists[name]))
        assert (done, str(story)) == (done, str(model))


def _bring_in(draw: Any, story: Story, model: Model, name: str, rows: list[str]) -> str:
    if name not in story.lists:
        story.hands_in(name, rows)
    elif draw(st.booleans()):
        story.checks(name)
    if draw(st.booleans()):
        story.decides(name)
    ready = story.lists[name].rows.filter(outcome__in=("created", "updated", "unchanged")).order_by("number")
    same = ImportRow.Decision.SAME
    decisions = ready.values_list("number", "decision")
    told = [(number, decision == same, rows[number - 2]) for number, decision in decisions]
    story.brings_in(name)
    model.bring_in(name, told)
    Told.brought += 1
    return f"{name} brought in {told}"


def _withdraw(story: Story, model: Model, name: str) -> str:
    if name not in story.lists or story.lists[name].stage not in ("done", "review"):
        return ""
    story.does(f"{name} withdrawn")
    model.withdraw(name)
    Told.withdrawn += 1
    return f"{name} withdrawn"


def _write(draw: Any, story: Story, model: Model, act: str) -> str:
    """Let a person write something new; nothing that the lists left already."""
    member, camp = model.member.now(), model.camp.now()
    what = draw(st.sampled_from(_WRITTEN[act]))
    matter: Matter
    value: Any
    if act == "joins":
        matter, value = model.member, (_span(what), 0)
    elif act == "leaves" and member and int(what) >= member[0][1]:
        matter, value = model.member, (member[0], int(what))
    elif act == "trains":
        matter, value = model.camp, what
    elif act == "untrains" and camp:
        matter, value = model.camp, None
    else:
        return ""
    if value == matter.of_lists():
        return ""
    story.does(f"{act} {what}".strip())
    matter.write(value)
    Told.written += 1
    return f"{act} {what}"
