"""Is this row about an organisation that is already known? Pure: a row, what is known, an answer with its reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rapidfuzz.distance import Levenshtein

from sanphalang.places.rules import Level, PlaceCode
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import match_key
from sanphalang.thai.organisation_names import parse_organisation_name

SURE = 0.95
POSSIBLE = 0.88
_CLOSE_NAMES = 0.88
_MARKED = re.compile(r"[(\[0-9๐-๙]")
_NUMBERS = re.compile(r"[0-9]+")
_FEWEST_LETTERS = 8  # in shorter names one letter makes another word


class Known(NamedTuple):
    """An organisation as far as recognising it takes."""

    id: int
    identity: str
    name: str
    place: int | None
    place_level: str
    village_no: str
    telephone: str
    registration_no: str


class Marks(NamedTuple):
    """The brackets of a name as one key, and its numbers; empty where it has none."""

    brackets: str = ""
    numbers: str = ""


NO_MARKS = Marks()


class Likeness(NamedTuple):
    """How likely a row and a record are the same, from 0 to 1, and the reasons as kinds."""

    record: int
    score: float
    reasons: tuple[str, ...]


def likeness(values: Mapping[str, Any], identity: str, known: Known) -> Likeness:
    """Compare a row with one organisation.

    Sure: the same registration number; the same name in the same district or smaller place, and no village, no brackets
    and no numbers that speak against it. Possible: the same name in the same province, in places of which one holds the
    other, or elsewhere with the same telephone; a very similar name in the same place.
    """
    number = values.get("registration_no", "")
    if number and number == known.registration_no:
        return Likeness(known.id, 1.0, ("same_number",))
    if number and known.registration_no:
        return Likeness(known.id, 0.0, ())
    same_phone = bool(values.get("telephone")) and values["telephone"] == known.telephone
    village_differs = bool(values.get("village_no") and known.village_no and values["village_no"] != known.village_no)
    same_place = values.get("place") == known.place and known.place is not None
    reasons = ["same_telephone"] if same_phone else []
    if identity == known.identity:
        return _of_one_name(values, known, same_place, village_differs, reasons)
    if same_place and not village_differs and _close(identity, known.identity):
        return Likeness(known.id, 0.93 if same_phone else POSSIBLE, ("similar_name", "same_place", *reasons))
    return Likeness(known.id, 0.0, ())


def _of_one_name(
    values: Mapping[str, Any], known: Known, same_place: bool, village_differs: bool, reasons: list[str]
) -> Likeness:
    same_phone = bool(reasons)
    if same_place and village_differs:
        return Likeness(known.id, 0.9 if same_phone else 0.5, ("same_name", "other_village", *reasons))
    if same_place and told_apart(marks_of(values["name"]), marks_of(known.name)):
        return Likeness(known.id, 0.9, ("similar_name", "same_place", *reasons))
    if same_place and known.place_level != Level.PROVINCE:
        exactly = match_key(values["name"]) == match_key(known.name)
        same_village = values.get("village_no", "") == known.village_no
        score = 1.0 if exactly and same_village else 0.98 if exactly or same_village else 0.96
        return Likeness(known.id, score, ("same_name", "same_place", *reasons))
    if same_place or values.get("place") is None or known.place is None or _one_holds_the_other(values, known):
        return Likeness(known.id, 0.96 if same_phone else 0.9, ("same_name", "place_less_exact", *reasons))
    return Likeness(known.id, 0.9 if same_phone else 0.4, ("same_name", "other_place", *reasons))


def marks_of(name: str) -> Marks:
    """Return what an identity leaves out of a name and yet tells two apart: its brackets, and its numbers."""
    if not _MARKED.search(name):
        return NO_MARKS
    numbers = ".".join(str(int(number)) for number in _NUMBERS.findall(to_arabic(name)))
    brackets = parse_organisation_name(name).brackets if "(" in name or "[" in name else ()
    return Marks(match_key(" ".join(brackets)), numbers)


def told_apart(one: Marks, other: Marks) -> bool:
    """Say whether both names have brackets, or numbers, and not the same: โรงเรียนวัดใหม่ (พิบูล), กลุ่มแม่บ้าน ม.2."""
    return any(ours and theirs and ours != theirs for ours, theirs in zip(one, other, strict=True))


def best(
    values: Mapping[str, Any],
    identity: str,
    candidates: Iterable[Any],
    likeness: Callable[[Mapping[str, Any], str, Any], Likeness] = likeness,
) -> Likeness | None:
    """Return the likeliest record, when it is at least possible; of two equally sure ones none is sure."""
    found = [likeness(values, identity, known) for known in {known.id: known for known in candidates}.values()]
    found = sorted((each for each in found if each.score >= POSSIBLE), key=lambda each: (-each.score, each.record))
    if len(found) > 1 and found[0].score >= SURE and found[1].score == found[0].score:
        return Likeness(found[0].record, POSSIBLE, (*found[0].reasons, "several_alike"))
    return found[0] if found else None


def similar_in_place(identity: str, others: Sequence[tuple[int, str]]) -> list[int]:
    """Return the ids of organisations of one place whose identity is close to this one's, itself left out."""
    return [other_id for other_id, other in others if other != identity and _close(identity, other)]


def _one_holds_the_other(values: Mapping[str, Any], known: Known) -> bool:
    """Say whether one place is inside the other: the shorter code begins the longer."""
    ours = PlaceCode.of(values["place"], values["place_level"]).text
    theirs = PlaceCode.of(known.place or 0, known.place_level).text
    return ours.startswith(theirs) or theirs.startswith(ours)


def _close(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _FEWEST_LETTERS or _digits(one) != _digits(other):
        return False
    if abs(len(one) - len(other)) > 2:
        return False
    return Levenshtein.normalized_similarity(one, other, score_cutoff=_CLOSE_NAMES) > 0


def _digits(text: str) -> str:
    """Return the digits of a name: "กลุ่ม 1" and "กลุ่ม 2" are two groups, however similar."""
    return "".join(filter(str.isdigit, text))
