"""What is told of an authority's part in the network, fact by fact: pure.

A fact has a key, which names the authority and what is told of it, and a value, a list that JSON can hold:
``17 joined`` [first year of a span, year], ``17 left`` [year], ``17 camp 2019`` [people]. Years are of the Common Era.

Facts that are only together right or wrong are one matter: ``17 member``, of when it joined and when it left, and
``17 camp 2019``, which is one fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

JOINED, LEFT = "joined", "left"
MEMBER = "member"
"""What is told of when an authority joined and when it left."""
Value = list[Any]
State = dict[str, Value]
"""What is stored, or told, of a matter: values by what they tell; nothing of it is an empty one."""
News = Literal["none", "more", "other"]


class Fact(NamedTuple):
    """What a key says: the authority, and what is told of it; ``year`` of a training only."""

    authority: int
    what: str
    year: int = 0


def training(kind: str, year: int) -> str:
    """Return what is told where people were trained in a year."""
    return f"{kind} {year}"


def key_of(authority: int, what: str) -> str:
    """Return the key of what is told of an authority."""
    return f"{authority} {what}"


def fact_of(key: str) -> Fact:
    """Return what a key says."""
    authority, what, *year = key.split(" ")
    return Fact(int(authority), what, int(year[0]) if year else 0)


def by_matter(facts: Mapping[str, Value]) -> dict[str, State]:
    """Return facts, given by their keys, as states by the keys of their matters."""
    states: dict[str, State] = {}
    for key, value in facts.items():
        authority, _space, what = key.partition(" ")
        matter = key_of(int(authority), MEMBER if what in (JOINED, LEFT) else what)
        states.setdefault(matter, {})[what] = value
    return states


def after(stored: State, said: State) -> State:
    """Return what stands of a matter once a list was taken at its word: what is news of it, and the rest as it was.

    An authority of which is said that it joined, later than it left, has joined anew.
    """
    told = {what: value for what, value in said.items() if news(what, stored.get(what), value) != "none"}
    state = stored | told
    if LEFT not in said and not can_be(state):
        del state[LEFT]
    return state


def can_be(state: State) -> bool:
    """Say whether no authority would have left before it joined, or without having joined."""
    return LEFT not in state or (JOINED in state and state[JOINED][1] <= state[LEFT][0])


def news(what: str, stored: Value | None, said: Value) -> News:
    """Say whether a list tells nothing new, more than is stored, or something else, which a person has to look at.

    A span of years that holds the year that is known says less; a year out of a span that is known says more. So does
    a number of people where nobody knew it.
    """
    if stored is None:
        return "more"
    if stored == said:
        return "none"
    if what == JOINED:
        return _of_spans(_span(stored), _span(said))
    if what == LEFT:
        return "other"
    return "none" if said[0] is None else "more" if stored[0] is None else "other"


def _of_spans(stored: tuple[int, int], said: tuple[int, int]) -> News:
    if said[0] <= stored[0] and stored[1] <= said[1]:
        return "none"
    return "more" if stored[0] <= said[0] and said[1] <= stored[1] else "other"


def _span(joined: Value) -> tuple[int, int]:
    since, year = joined
    return (year if since is None else since), year
