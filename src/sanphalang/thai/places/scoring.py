"""Weighing the places that the names of an address may mean against each other."""

from dataclasses import dataclass, field

from sanphalang.thai.places.gazetteer import Gazetteer, Hit
from sanphalang.thai.places.mention import Mention, Mentions, PlaceLevel

# What a stated level is worth when the candidate explains it. A district weighs most: subdistrict names repeat, and
# provinces are filled in carelessly.
_WORTH: dict[PlaceLevel, float] = {"province": 1.0, "district": 1.4, "subdistrict": 0.8}
_LENGTHS: tuple[tuple[PlaceLevel, int], ...] = (("subdistrict", 6), ("district", 4), ("province", 2))
_CODE_WORTH = 2.0
_POSTAL_CODE_WORTH = 0.5
_CONTEXT_WORTH = 0.3


@dataclass(slots=True)
class Candidate:
    """A place with what it explains: the reading of each stated level, the postal code, the context."""

    code: str
    hits: dict[PlaceLevel, Hit] = field(default_factory=dict)
    score: float = 0.0
    bonus: float = 0.0  # the part of the score that postal code and context gave
    cost: float = 0.0
    postal_fits: bool = False
    within_fits: bool = False
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a place besides names; ``""`` and ``()`` where there is none."""

    postal_code: str = ""
    within: str = ""
    coded: tuple[Hit, ...] = ()
    unknown_code: str = ""  # what stood in the column of codes and is none
    postal_column: bool = False  # the postal code stood in a column of its own


def rank_candidates(mentions: Mentions, gazetteer: Gazetteer, evidence: Evidence) -> list[Candidate]:
    """Return every place that a name or code may mean, best first; one candidate for each code."""
    if clear := _clear_candidate(mentions, gazetteer, evidence):
        return [clear]
    best: dict[str, Candidate] = {}
    hits = [hit for mention in mentions.values() for hit in mention.hits]
    for hit in (*hits, *evidence.coded):
        candidate = _weigh(hit, mentions, gazetteer, evidence)
        known = best.get(hit.code)
        if known is None or candidate.score > known.score:
            best[hit.code] = candidate
    return sorted(best.values(), key=lambda c: (-c.score, len(c.code), c.code))


def _clear_candidate(mentions: Mentions, gazetteer: Gazetteer, evidence: Evidence) -> Candidate | None:
    """Return the one place of the deepest name when all the other names agree with it: most rows end here."""
    deepest = next((mentions[level] for level, _ in _LENGTHS if level in mentions), None)
    if deepest is None or len(deepest.hits) != 1 or evidence.coded:
        return None
    candidate = _weigh(deepest.hits[0], mentions, gazetteer, evidence)
    return candidate if len(candidate.hits) == len(mentions) else None


def _weigh(hit: Hit, mentions: Mentions, gazetteer: Gazetteer, evidence: Evidence) -> Candidate:
    candidate = Candidate(hit.code)
    stems = {hit.code, hit.seen_as}
    for level, length in _LENGTHS[-len(hit.code) // 2 :]:
        if not (mention := mentions.get(level)):
            continue
        if support := hit if hit in mention.hits else _support(stems, mention, length):
            candidate.hits[level] = support
            candidate.score += _WORTH[level] * mention.weight * (1 - support.cost)
            candidate.cost += support.cost
            stems |= {support.code, support.seen_as}
    if any(coded.code.startswith(hit.code) for coded in evidence.coded):
        candidate.coded = True
        candidate.score += _CODE_WORTH
    if codes := gazetteer.postal_codes.get(evidence.postal_code):
        candidate.postal_fits = any(code.startswith(hit.code) for code in codes)
        candidate.bonus += _POSTAL_CODE_WORTH * candidate.postal_fits
    if within := evidence.within:
        candidate.within_fits = hit.code.startswith(within) or within.startswith(hit.code)
        candidate.bonus += _CONTEXT_WORTH * candidate.within_fits
    candidate.score += candidate.bonus
    return candidate


def _support(stems: set[str], mention: Mention, length: int) -> Hit | None:
    found = [hit for hit in mention.hits if any(stem[:length] in (hit.code, hit.seen_as) for stem in stems)]
    return min(found, key=lambda hit: hit.cost) if found else None
