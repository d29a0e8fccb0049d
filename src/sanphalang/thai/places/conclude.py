"""From weighed candidates to one answer: how sure it is, why, and what else it could be."""

from dataclasses import replace

from sanphalang.thai.places.answer import (
    LEAST_CONFIDENCE,
    LEVEL_OF_LENGTH,
    Alternative,
    PlaceAnswer,
    Reason,
    ReasonKind,
)
from sanphalang.thai.places.gazetteer import Gazetteer
from sanphalang.thai.places.mention import STATED, Mentions
from sanphalang.thai.places.scoring import Candidate, Evidence

_SAME_SCORE = 0.01
_MOST_ALTERNATIVES = 8

# What is left of the confidence after each weakness of the evidence.
_CONTRADICTED = 0.75
_UNKNOWN_NAME = 0.88
_UNMARKED = 0.95
_ONLY_UNMARKED = 0.85
_ONLY_UNMARKED_SUBDISTRICT = 0.6  # a word or a person's name as likely as not
_DISTRICT_WITHOUT_PROVINCE = 0.95
_SUBDISTRICT_WITHOUT_DISTRICT = 0.94
_SUBDISTRICT_ALONE = 0.8
_UNMARKED_SUBDISTRICT_WITHOUT_DISTRICT = 0.8
_CHOSEN_BY_POSTAL_CODE = 0.94
_CHOSEN_BY_CONTEXT = 0.85
_OTHER_POSTAL_PROVINCE = 0.85
_OUTSIDE_CONTEXT = 0.7
_NARROWED_TO_PARENT = 0.9
_STATED_PARENT = 0.85  # the least for the parent of ambiguous places that the text states itself
_BEARS_NAME_OF_DISTRICT = 0.85


def conclude(
    ranked: list[Candidate], mentions: Mentions, gazetteer: Gazetteer, evidence: Evidence, village_no: int
) -> PlaceAnswer:
    """Return the answer that the ranked candidates support; unanswered when nothing stands out."""
    if not ranked:
        return _nothing(mentions, gazetteer, evidence, village_no)
    best = ranked[0]
    rivals = [c for c in ranked[1:] if c.score > best.score - _SAME_SCORE and not _related(c.code, best.code)]
    confidence = _confidence(best, ranked, mentions, gazetteer, evidence)
    reasons = _reasons(best, ranked, mentions, gazetteer, evidence)
    others = [c for c in ranked[1:] if not best.code.startswith(c.code)]
    if not rivals and _may_mean_its_district(best, mentions, gazetteer):
        confidence *= _BEARS_NAME_OF_DISTRICT
        reasons.append(Reason("ambiguous", mentions["subdistrict"].key, best.code[:4]))
        others.insert(0, replace(best, code=best.code[:4]))
    code = best.code
    if rivals:
        code = _common_parent([best.code, *(rival.code for rival in rivals)])
        confidence = max(confidence * _NARROWED_TO_PARENT, _STATED_PARENT * _is_stated(code, best, mentions))
        others = [best, *rivals]
        listed = " ".join(c.code for c in others[:_MOST_ALTERNATIVES])
        reasons.append(Reason("ambiguous", _written(best, mentions), listed))
    if not code or confidence < LEAST_CONFIDENCE or _only_one_against_province(best, mentions):
        possible = others if rivals else [best, *others]
        return PlaceAnswer("", None, 0.0, tuple(reasons), _alternatives(possible, best, 0.5), village_no)
    alternatives = _alternatives(others, best, confidence)
    if not _numbered_anew(code, best, evidence):
        code = gazetteer.with_village(code, village_no)
    return PlaceAnswer(code, LEVEL_OF_LENGTH[len(code)], round(confidence, 3), tuple(reasons), alternatives, village_no)


def _numbered_anew(code: str, best: Candidate, evidence: Evidence) -> bool:
    """Say whether a village's number may be that of another subdistrict: one that is no more, or of another code."""
    former = any(hit.code == code != hit.seen_as for hit in best.hits.values())
    return former or any(not code.startswith(coded.seen_as) for coded in evidence.coded)


def _nothing(mentions: Mentions, gazetteer: Gazetteer, evidence: Evidence, village_no: int) -> PlaceAnswer:
    """Return no answer, or the area of a postal code that stands alone in its column."""
    unknown = tuple(Reason("unknown_name", mention.key) for mention in mentions.values())
    if evidence.unknown_code:
        unknown = (Reason("unknown_name", evidence.unknown_code), *unknown)
    if evidence.postal_column and (codes := gazetteer.postal_codes.get(evidence.postal_code)):
        code = _common_parent(sorted(codes))
        if code:
            reasons = (Reason("postal_code", evidence.postal_code, code), *unknown)
            return PlaceAnswer(code, LEVEL_OF_LENGTH[len(code)], 0.6, reasons, (), village_no)
    return PlaceAnswer("", None, 0.0, unknown or (Reason("no_place"),), (), village_no)


def _confidence(
    best: Candidate, ranked: list[Candidate], mentions: Mentions, gazetteer: Gazetteer, evidence: Evidence
) -> float:
    confidence = 1.0 - min(best.cost, 0.5)
    for level, mention in mentions.items():
        if level not in best.hits:
            known = _CONTRADICTED if mention.hits else _UNKNOWN_NAME
            confidence *= known if mention.weight == STATED else _UNMARKED
        elif mention.weight != STATED:
            confidence *= _UNMARKED
    if not best.coded:
        confidence *= _completeness(best, mentions)
        confidence *= _CONTRADICTED if evidence.coded else 1
    confidence *= _choice(best, ranked)
    codes = gazetteer.postal_codes.get(evidence.postal_code)
    if codes and not best.postal_fits and not any(code.startswith(best.code[:2]) for code in codes):
        confidence *= _OTHER_POSTAL_PROVINCE
    if evidence.within and not best.within_fits and "province" not in best.hits:
        confidence *= _OUTSIDE_CONTEXT
    return confidence


def _completeness(best: Candidate, mentions: Mentions) -> float:
    """Return what is left when levels above the answer are not stated, or when nothing stands behind a mark."""
    factor = 1.0
    marked = any(mentions[level].weight == STATED for level in best.hits)
    alone = len(best.hits) == 1
    known = best.postal_fits or best.within_fits or "province" in best.hits
    if alone and not marked:
        factor *= _ONLY_UNMARKED_SUBDISTRICT if "subdistrict" in best.hits else _ONLY_UNMARKED
    if "subdistrict" in best.hits and "district" not in best.hits:
        factor *= _SUBDISTRICT_WITHOUT_DISTRICT if known else _SUBDISTRICT_ALONE
        if mentions["subdistrict"].weight != STATED:
            factor *= _UNMARKED_SUBDISTRICT_WITHOUT_DISTRICT
    elif not known:
        factor *= _DISTRICT_WITHOUT_PROVINCE
    return factor


def _choice(best: Candidate, ranked: list[Candidate]) -> float:
    """Return what is left when only the postal code or the context told the best from others."""
    equals = _equal_by_name(best, ranked)
    if not equals:
        return 1.0
    return _CHOSEN_BY_POSTAL_CODE if best.postal_fits and not all(c.postal_fits for c in equals) else _CHOSEN_BY_CONTEXT


def _equal_by_name(best: Candidate, ranked: list[Candidate]) -> list[Candidate]:
    names_alone = best.score - best.bonus - _SAME_SCORE
    return [
        c
        for c in ranked
        if c.score - c.bonus > names_alone and c.bonus < best.bonus and not _related(c.code, best.code)
    ]


def _reasons(
    best: Candidate, ranked: list[Candidate], mentions: Mentions, gazetteer: Gazetteer, evidence: Evidence
) -> list[Reason]:
    reasons = [
        Reason("code", coded.seen_as, coded.code) if best.coded else Reason("contradiction", coded.seen_as)
        for coded in evidence.coded
    ]
    if evidence.unknown_code:
        reasons.append(Reason("unknown_name", evidence.unknown_code))
    for level, mention in mentions.items():
        if hit := best.hits.get(level):
            reasons.append(Reason(hit.how, mention.key, gazetteer.places[hit.code].name_th))
            if mention.moved:
                reasons.append(Reason("from_other_column", mention.key, level))
        else:
            kind: ReasonKind = "contradiction" if mention.hits else "unknown_name"
            reasons.append(Reason(kind, mention.key))
    if equals := _equal_by_name(best, ranked):
        by_postal_code = best.postal_fits and not all(c.postal_fits for c in equals)
        reasons.append(
            Reason("postal_code", evidence.postal_code) if by_postal_code else Reason("from_context", evidence.within)
        )
    elif "province" not in mentions and not best.coded:
        reasons.append(Reason("parent_inferred", "", gazetteer.places[best.code[:2]].name_th))
    return reasons


def _only_one_against_province(best: Candidate, mentions: Mentions) -> bool:
    """A single name against a stated province, with no postal code at its side, decides nothing."""
    province = mentions.get("province")
    against = province is not None and province.hits and province.weight == STATED and "province" not in best.hits
    return bool(against) and len(best.hits) < 2 and not best.postal_fits and not best.coded


def _is_stated(code: str, best: Candidate, mentions: Mentions) -> bool:
    return any(mentions[level].weight == STATED and hit.code == code for level, hit in best.hits.items())


def _may_mean_its_district(best: Candidate, mentions: Mentions, gazetteer: Gazetteer) -> bool:
    """ศรีสัชนาลัย with no district beside it is a subdistrict, and as well the district around it."""
    if "subdistrict" not in best.hits or "district" in best.hits:
        return False
    namesakes = gazetteer.names["district"].get(mentions["subdistrict"].key, ())
    return any(hit.code == best.code[:4] for hit in namesakes)


def _alternatives(candidates: list[Candidate], best: Candidate, confidence: float) -> tuple[Alternative, ...]:
    strongest = max(best.score, 0.01)
    share = confidence if len(candidates) == 1 else confidence / max(len(candidates) ** 0.5, 1)
    return tuple(
        Alternative(c.code, LEVEL_OF_LENGTH[len(c.code)], round(share * max(c.score, 0) / strongest, 3))
        for c in candidates[:_MOST_ALTERNATIVES]
    )


def _written(best: Candidate, mentions: Mentions) -> str:
    return " ".join(mentions[level].key for level in best.hits)


def _related(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _common_parent(codes: list[str]) -> str:
    """Return the code of the smallest place that holds all, ``""`` when they lie in several provinces."""
    for length in (6, 4, 2):
        parents = {code[:length] for code in codes}
        if len(parents) == 1 and all(len(code) >= length for code in codes):
            return parents.pop()
    return ""
