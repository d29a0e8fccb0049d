"""Which column is what: from the words of its header and from the look of its contents."""

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from sanphalang.intake.understanding.facts import ColumnFacts
from sanphalang.intake.understanding.fields import Field, FieldSet
from sanphalang.thai.key import match_key

ReasonKind = Literal["header", "header_part", "contents", "contents_differ", "chosen_before", "empty", "other_column"]

_BRACKETS = re.compile(r"[(\[（].*?[)\]）]")
_ALTERNATIVES = re.compile(r"/|หรือ")
_ONE_OF_SEVERAL = 0.9
"""How much a header like ตำบล/เทศบาล says either."""
_ENOUGH = 0.3
"""Confidence below which a column is left without a field."""
_ENOUGH_FOR_NEEDED = 0.2
_REFUTED_BELOW = 0.1
_CLEAR = 0.6
"""Share of cells from which contents alone tell a field whose contents are of one certain form."""
_FEW_CELLS = 5
_SHORTEST_PART = 4
_BEHIND = 0.001
_LOOKS_RIGHT = 0.5
"""How much the contents must look like a field for the better words of its header to count before other columns."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a column was understood as it was: ``detail`` is the word of the header, or the share of cells in percent.

    Of ``other_column``, whose header says a field that another column has, it is the field.
    """

    kind: ReasonKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column (0-based) seems to be. ``field`` is None when nothing fits; ``header`` is as it was written."""

    index: int
    header: str
    field: str | None
    confidence: float
    reasons: tuple[Reason, ...]


def guess_columns(
    headers: Sequence[str],
    facts: Sequence[ColumnFacts],
    fields: FieldSet,
    chosen: Mapping[str, str | None] | None = None,
) -> tuple[ColumnGuess, ...]:
    """Return a guess for every column; each field is given to one column at most.

    ``headers`` are empty texts where the table has none. ``chosen`` maps the columns' :func:`remembered_keys` to the
    fields that a person chose for this source before (None: leave out); they come first.
    """
    taken: dict[int, ColumnGuess] = {}
    for index, (header, key) in enumerate(zip(headers, remembered_keys(headers), strict=True)):
        if chosen and key in chosen:
            taken[index] = ColumnGuess(index, header, chosen[key], 1.0, (Reason("chosen_before"),))
    given = {guess.field for guess in taken.values()}
    offers = [
        _offer(index, header, column, each)
        for index, (header, column) in enumerate(zip(headers, facts, strict=True))
        for each in fields.fields
        if index not in taken
    ]
    offers = _best_words_first(offers, facts, fields)
    # The surest first; between equals the column further left, and the field listed first.
    for offer in sorted(offers, key=lambda guess: (-guess.confidence, guess.index)):
        if offer.confidence >= _ENOUGH and offer.index not in taken and offer.field not in given:
            taken[offer.index] = offer
            given.add(offer.field)
    if fields.needed not in given:
        _make_way(fields.needed, offers, taken)
    held = {guess.field for guess in taken.values()}
    return tuple(
        taken.get(index) or _nothing(index, headers[index], facts[index], fields, held) for index in range(len(headers))
    )


def _best_words_first(
    offers: Sequence[ColumnGuess], facts: Sequence[ColumnFacts], fields: FieldSet
) -> list[ColumnGuess]:
    """Put, within a field, the columns under lesser words behind those under better ones that look right as well."""
    kept = list(offers)
    for field in fields.fields:
        if not field.lesser:
            continue
        ranked = {
            at: rank
            for at, offer in enumerate(kept)
            if offer.field == field.name and (rank := _rank(offer.header, field)) is not None
        }
        right = [at for at in ranked if field.likeness is None or field.likeness(facts[kept[at].index]) >= _LOOKS_RIGHT]
        for at, rank in ranked.items():
            better = [kept[other].confidence for other in right if ranked[other] < rank]
            if better and kept[at].confidence >= max(better):
                kept[at] = replace(kept[at], confidence=max(better) - _BEHIND)
    return kept


def _rank(header: str, field: Field) -> int | None:
    """Return how far behind the best the words of a header stand: its own word, else the longest that it holds."""
    whole, bare = _header_keys(header)
    if not whole:
        return None
    for key in (whole, bare, *map(match_key, _ALTERNATIVES.split(header))):
        if key in field.ranks:
            return field.ranks[key]
    parts = [key for key in field.keys if len(key) >= _SHORTEST_PART and key in bare]
    return field.ranks[max(parts, key=len)] if parts else None


def _make_way(needed: str, offers: Sequence[ColumnGuess], taken: dict[int, ColumnGuess]) -> None:
    """Give the needed field the column most like it, even one that another field took for its contents alone.

    Names of local authorities, say, are names of subdistricts; but a list must have names.
    """
    for offer in sorted(offers, key=lambda guess: -guess.confidence):
        holder = taken.get(offer.index)
        by_contents = holder is None or all(reason.kind == "contents" for reason in holder.reasons)
        if offer.field == needed and offer.confidence >= _ENOUGH_FOR_NEEDED and by_contents:
            taken[offer.index] = offer
            return


def remembered_keys(headers: Sequence[str]) -> list[str]:
    """Return the key under which a person's choice for each column is remembered: by header, else by position.

    Of columns under one header the first bears the header's key, the others their count as well.
    """
    times: Counter[str] = Counter()
    keys = []
    for index, header in enumerate(headers):
        key = match_key(header) or f"#{index + 1}"
        times[key] += 1
        keys.append(key if times[key] == 1 else f"{key}#{times[key]}")
    return keys


def header_likeness(header: str, field: Field) -> float:
    """Return how much a header says the field: 1 for one of its words, less for a word as part of a longer header."""
    whole, bare = _header_keys(header)
    if not whole:
        return 0.0
    if whole in field.keys or bare in field.keys:
        return 1.0
    if any(match_key(part) in field.keys for part in _ALTERNATIVES.split(header)):
        return _ONE_OF_SEVERAL
    # Thai says first what a thing is: จังหวัดที่ตั้ง is a province, not an address.
    parts = [len(key) + bare.startswith(key) / 2 for key in field.keys if len(key) >= _SHORTEST_PART and key in bare]
    return 0.5 + 0.4 * max(parts) / len(bare) if parts else 0.0


@lru_cache(maxsize=4096)
def _header_keys(header: str) -> tuple[str, str]:
    """Return the header's key, and its key without what stands in brackets."""
    return match_key(header), match_key(_BRACKETS.sub("", header))


def _offer(index: int, header: str, facts: ColumnFacts, field: Field) -> ColumnGuess:
    named = header_likeness(header, field)
    alike = field.likeness(facts) if field.likeness and facts.filled else 0.0
    reasons: list[Reason] = []
    if named:
        reasons.append(Reason("header" if named == 1 else "header_part", header))
    if alike > _REFUTED_BELOW:
        reasons.append(Reason("contents", f"{min(alike, 1.0):.0%}"))
    refuted = field.strict and facts.filled >= _FEW_CELLS and alike < _REFUTED_BELOW
    if named and refuted:
        reasons.append(Reason("contents_differ"))
    return ColumnGuess(
        index, header, field.name, _confidence(named, alike, facts, field, refuted=refuted), tuple(reasons)
    )


def _confidence(named: float, alike: float, facts: ColumnFacts, field: Field, *, refuted: bool) -> float:
    if not named:
        clear = alike >= _CLEAR if field.strict else True
        return 0.75 * alike if field.alone and clear else 0.0
    if refuted:
        return 0.25 * named
    if not facts.filled:
        return 0.4 * named
    return 0.9 * named if field.likeness is None else 0.65 * named + 0.35 * alike


def _nothing(index: int, header: str, facts: ColumnFacts, fields: FieldSet, held: Container[str | None]) -> ColumnGuess:
    """Return a column without a field, and why: it is empty, or another column has what its header says."""
    if not facts.filled:
        return ColumnGuess(index, header, None, 0.0, (Reason("empty"),))
    said = (each.name for each in fields.fields if each.name in held and header_likeness(header, each) == 1)
    return ColumnGuess(index, header, None, 0.0, tuple(Reason("other_column", name) for name in list(said)[:1]))
