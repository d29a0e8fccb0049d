"""The short way to an answer: three stated names, each known, each inside the one above. Most rows of most lists."""

from sanphalang.thai.places.answer import LEVEL_OF_LENGTH, PlaceAnswer, Reason
from sanphalang.thai.places.gazetteer import Gazetteer, Hit
from sanphalang.thai.places.mention import LEVELS, STATED, Mention, Mentions
from sanphalang.thai.places.repair import fits
from sanphalang.thai.places.scoring import Evidence


def agreed_answer(mentions: Mentions, gazetteer: Gazetteer, evidence: Evidence, village_no: int) -> PlaceAnswer | None:
    """Return what weighing the names would return, or None where there is anything to weigh."""
    if len(mentions) != len(LEVELS) or evidence.coded:
        return None
    parent = ""
    cost = 0.0
    reasons = []
    for level in LEVELS:
        mention = mentions[level]
        hit = _only_inside(parent, mention, gazetteer)
        if hit is None:
            return None
        parent = hit.code
        cost += hit.cost
        reasons.append(Reason(hit.how, mention.key, gazetteer.places[hit.code].name_th))
    postal = gazetteer.postal_codes.get(evidence.postal_code)
    if postal and parent not in postal:
        return None
    code = gazetteer.with_village(parent, village_no)
    return PlaceAnswer(code, LEVEL_OF_LENGTH[len(code)], round(1 - cost, 3), tuple(reasons), (), village_no)


def _only_inside(parent: str, mention: Mention, gazetteer: Gazetteer) -> Hit | None:
    """Return the one place of today that bears the name in the parent, when none of its others ever lay there."""
    if mention.weight != STATED or mention.moved:
        return None
    hits = mention.hits
    if len(hits) > 1 and hits is gazetteer.names[mention.level].get(mention.key):
        hits = gazetteer.children(mention.level, parent).get(mention.key, ())
    else:
        hits = tuple(hit for hit in hits if fits(hit, parent))
    if not hits or any(hit.code != hits[0].code for hit in hits):
        return None
    return hits[0] if hits[0].seen_as == hits[0].code else None
