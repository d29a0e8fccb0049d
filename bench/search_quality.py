"""How well search finds, measured inside an installation: ``python -m bench.search_quality WHAT …``; one line of JSON.

The small versions of these measurements are tests of the room.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from random import Random
from statistics import median
from typing import Any, NamedTuple

import django
from django.apps import apps
from django.db import transaction

if not apps.ready:
    django.setup()

from bench.search_oracle import Word, drawn
from bench.slips import KINDS, slipped
from sanphalang.access.queries import viewer_with_email
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.demo.contacts import email
from sanphalang.organisations.actions import edit_organisation
from sanphalang.organisations.models import Organisation
from sanphalang.people.models import Person
from sanphalang.places.models import Place
from sanphalang.places.rules import Intervals
from sanphalang.search import index
from sanphalang.search.asking import Asked
from sanphalang.search.finding import search
from sanphalang.search.pieces import forget_pieces
from sanphalang.search.projection import recompute
from sanphalang.search.shelves import sight_of, stretches, subject_of
from sanphalang.thai.key import match_key
from sanphalang.thai.words import common_words
from sanphalang.web.searched import searched

_FIRST = 10
_ALL = 10**9
_PATIENCE_S = 20.0
_ONE = ("organisation",)


class Completeness(NamedTuple):
    """Of so many words, how many found every record that contains them; what was missed, by word."""

    words: int
    complete: int
    missed: dict[str, list[int]]


class Forgiven(NamedTuple):
    """Of names with one slip, how many found their record among the first ten; what was missed."""

    names: int
    found: int
    missed: list[tuple[str, str, str]]

    @property
    def share(self) -> float:
        """Return the share that was found."""
        return self.found / max(1, self.names)


def completeness(words: Iterable[Word]) -> Completeness:
    """Compare what is found for each word with the records that contain it."""
    missed, count, complete = {}, 0, 0
    for word in words:
        lacking = set(word.records) - _everything(word.text, word.kind)
        count, complete = count + 1, complete + (not lacking)
        if lacking:
            missed[f"{word.kind} {word.text}"] = sorted(lacking)[:3]
    return Completeness(count, complete, missed)


def _everything(text: str, kind: str) -> set[int]:
    """Return all records of a kind that are found, of which the pages and the command show the best and the count."""
    shelf, sight = searched()[kind].shelves[0], sight_of(OPERATOR)
    numbers = index.numbers(Asked(text).anywhere, [stretches(sight, shelf)], limit=_ALL)[0]
    found = search(OPERATOR, text, kinds=(kind,), ranked=_FIRST).total
    if found < len(numbers):  # names that differ by a slip are added where few are found
        raise AssertionError(f"{text} counts {found} and finds {len(numbers)}")
    return {subject_of(number) for number in numbers}


def forgiven(names: Iterable[tuple[str, int, str]], chance: Random) -> Forgiven:
    """Look for each (kind, record, name) with one slip in the name."""
    missed, count = [], 0
    for at, (kind, number, name) in enumerate(names):
        typed = slipped(name, KINDS[at % len(KINDS)], chance)
        if typed == name:
            continue
        count += 1
        best = search(OPERATOR, typed).best[:_FIRST]
        if (kind, number) not in {(line.kind, line.record.id) for line in best}:
            missed.append((KINDS[at % len(KINDS)], name, typed))
    return Forgiven(count, count - len(missed), missed)


def _drawn(model: Any, kind: str, wanted: int, chance: Random) -> list[tuple[str, int, str]]:
    ids = list(model.objects.values_list("pk", flat=True))
    records = model.objects.in_bulk(chance.sample(ids, min(len(ids), wanted)))
    return [(kind, number, _called(record)) for number, record in records.items()]


def _called(record: Any) -> str:
    return f"{record.given_name} {record.surname}".strip() if isinstance(record, Person) else record.name


class Apart(NamedTuple):
    """Times in ms to find nothing: for names that the viewer may not see, for names that nobody bears, and how far
    repeated runs for the latter lie apart. Names differ in what they cost: how much these differed while nobody bore
    any of them is taken off the former."""

    hidden: float
    absent: float
    spread: float


def told_apart(
    viewer: Viewer, hidden: Sequence[str], absent: Sequence[str], hide: Callable[[], None], *, rounds: int
) -> Apart:
    """Look for each name of both sorts in turns; before people are called by the former (``hide``), and after."""
    before = _times(viewer, hidden, absent, rounds)
    hide()
    after = _times(viewer, hidden, absent, rounds)
    differed = median(before[True]) - median(before[False])
    return Apart(median(after[True]) - differed, median(after[False]), max(after[False]) - min(after[False]))


def _times(viewer: Viewer, hidden: Sequence[str], absent: Sequence[str], rounds: int) -> dict[bool, list[float]]:
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(rounds + 1):
        for is_hidden, names in ((True, hidden), (False, absent)):
            started = time.perf_counter()
            for name in names:
                search(viewer, name, kinds=("person",))
            if number:  # the first warms up
                times[is_hidden].append(1000 * (time.perf_counter() - started) / len(names))
    return times


def rare_names(wanted: int, chance: Random) -> list[tuple[str, str]]:
    """Make up names of which no three letters need be anybody's: if anything tells them apart, these do."""
    return [(_syllables(4, chance), _syllables(5, chance)) for _number in range(wanted)]


def _syllables(wanted: int, chance: Random) -> str:
    return "".join(chance.choice("กขคงจชดตทนบปผพฟมยรลวสหอฮ") + chance.choice("าิุูะี") for _number in range(wanted))


def call_people(names: Sequence[tuple[str, str]], place: Intervals) -> None:
    """Give so many people of a place these names."""
    ids = list(Person.objects.filter(place__range=place[0]).order_by("pk").values_list("pk", flat=True)[: len(names)])
    with transaction.atomic():
        for number, (given, surname) in zip(ids, names, strict=True):
            values = {"given_name": given, "surname": surname, "name_key": match_key(given + surname)}
            Person.objects.filter(pk=number).update(**values)
        recompute("person", [str(number) for number in ids])


def seconds_until_found(edits: int) -> list[float]:
    """Rename so many organisations, one after the other; return after how long the worker let each be found."""
    waited = []
    for number, organisation in enumerate(Organisation.objects.order_by("pk")[:edits]):
        name = f"กลุ่มเปลี่ยนชื่อครั้งที่ {number}"
        edit_organisation(OPERATOR, organisation.pk, expected_revision=organisation.revision, values={"name": name})
        saved = time.perf_counter()
        while not any(line.record.id == organisation.pk for line in search(OPERATOR, name, kinds=_ONE).best):
            if time.perf_counter() - saved > _PATIENCE_S:
                break
            time.sleep(0.02)
        waited.append(time.perf_counter() - saved)
    return waited


def _words(count: str, seed: str) -> dict[str, Any]:
    return completeness(drawn(common_words(), int(count), Random(int(seed))))._asdict()  # noqa: S311 (no secret)


def _names(count: str, seed: str) -> dict[str, Any]:
    chance = Random(int(seed))  # noqa: S311 (no secret)
    models: dict[str, Any] = {"organisation": Organisation, "person": Person}
    found = {kind: forgiven(_drawn(model, kind, int(count) // 2, chance), chance) for kind, model in models.items()}
    return {kind: each._asdict() for kind, each in found.items()}


def _texts(count: str, seed: str) -> dict[str, Any]:
    """Return so many different texts that people look for: names of organisations, people and places; with slips."""
    chance, wanted = Random(int(seed)), int(count)  # noqa: S311 (no secret)
    drawn_names = [_drawn(model, "", wanted, chance) for model in (Organisation, Person)]
    places = Place.objects.filter(level__in=("subdistrict", "district")).values_list("name_th", flat=True)
    named = [[name for _kind, _number, name in each] for each in drawn_names]
    named.append(chance.sample(sorted(set(places)), wanted))
    right = list(dict.fromkeys(name for each in zip(*named, strict=False) for name in each))[:wanted]
    wrong = (slipped(name, KINDS[at % len(KINDS)], chance) for at, name in enumerate(named[0]))
    return {"right": right, "wrong": list(dict.fromkeys(wrong))}


def _hidden(count: str, seed: str) -> dict[str, Any]:
    chance = Random(int(seed))  # noqa: S311 (no secret)
    viewer = viewer_with_email(email("manager31"))
    if viewer is None:
        raise SystemExit("the demo's accounts are missing")
    hidden, absent = (rare_names(int(count), chance) for _sort in range(2))
    spelled = [[" ".join(name) for name in names] for names in (hidden, absent)]

    def hide() -> None:
        call_people(hidden, ((30_000_000, 30_999_999),))
        forget_pieces()

    return told_apart(viewer, *spelled, hide, rounds=15)._asdict()


def _edits(count: str) -> dict[str, Any]:
    return {"seconds": seconds_until_found(int(count))}


_DO: dict[str, Callable[..., dict[str, Any]]] = {
    "words": _words,
    "names": _names,
    "texts": _texts,
    "hidden": _hidden,
    "edits": _edits,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(_DO[sys.argv[1]](*sys.argv[2:]), ensure_ascii=False) + "\n")
