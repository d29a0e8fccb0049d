"""What the parts of an address name: one mention for each level, with every place it may mean."""

from dataclasses import dataclass
from typing import Literal

from sanphalang.thai.places.gazetteer import Gazetteer, Hit
from sanphalang.thai.places.segments import Part, Reading

PlaceLevel = Literal["province", "district", "subdistrict"]
Mentions = dict[PlaceLevel, "Mention"]

STATED = 1.0  # the weight of a name behind its mark or in its own column
UNMARKED = 0.6  # of a name that only stands where such a name would stand
_LONGEST_NAME = 5  # words that a name may be broken into


@dataclass(slots=True)
class Mention:
    """A name as written, its key and the places it may mean; no hits when the gazetteer does not know it."""

    level: PlaceLevel
    key: str
    hits: tuple[Hit, ...]
    weight: float = STATED
    moved: bool = False  # it stood in the column of another level


def read_mentions(reading: Reading, gazetteer: Gazetteer) -> Mentions:
    """Return the names behind marks; then, for levels without one, names among the unmarked words."""
    mentions: Mentions = {}
    free: list[tuple[int, list[str]]] = []  # (position of the part, its words)
    found_at: dict[PlaceLevel, int] = {}
    for position, part in enumerate(reading.parts):
        if part.kind in ("province", "district", "subdistrict"):
            mention, rest = read_name(part.kind, part.tokens, gazetteer)  # type: ignore[arg-type]
            add_mention(mentions, mention)
            found_at[mention.level] = position
            free.append((position, rest))
        elif part.kind == "free":
            free.append((position, part.tokens))
    _read_unmarked(mentions, free, found_at, gazetteer)
    if "subdistrict" not in mentions:
        _read_authority(mentions, reading.parts, gazetteer)
    return mentions


def read_name(level: PlaceLevel, tokens: list[str], gazetteer: Gazetteer) -> tuple[Mention, list[str]]:
    """Return the mention that the first words make, longest name first, and the words left over."""
    names = gazetteer.announced_provinces if level == "province" else gazetteer.names[level]
    for count in range(min(_LONGEST_NAME, len(tokens)), 0, -1):
        key = "".join(tokens[:count])
        if hits := names.get(key):
            return Mention(level, key, hits), tokens[count:]
    if tokens[0].isascii():  # Latin names are written in several words, and nothing tells where one ends
        return Mention(level, "".join(tokens), ()), []
    return Mention(level, tokens[0], ()), tokens[1:]


def add_mention(mentions: Mentions, mention: Mention) -> None:
    """Add a mention; a second name of the same level adds its places to the first one's."""
    known = mentions.get(mention.level)
    if known is None or not known.hits:
        mentions[mention.level] = mention
    elif mention.key != known.key and mention.hits:
        known.hits = known.hits + mention.hits


def _read_unmarked(
    mentions: Mentions, free: list[tuple[int, list[str]]], found_at: dict[PlaceLevel, int], gazetteer: Gazetteer
) -> None:
    """Read names without a mark, each only where the one above it already stands, so that no stray word is a place."""
    if "province" not in mentions:
        _find_province(mentions, free, found_at, gazetteer)
    if "district" not in mentions:
        _find_below("district", "province", mentions, free, found_at, gazetteer)
    if "subdistrict" not in mentions and "district" in mentions:
        _find_below("subdistrict", "district", mentions, free, found_at, gazetteer)


def _find_province(
    mentions: Mentions, free: list[tuple[int, list[str]]], found_at: dict[PlaceLevel, int], gazetteer: Gazetteer
) -> None:
    names = gazetteer.names["province"]
    for position, words in reversed(free):
        for start in range(len(words) - 1, -1, -1):
            for count in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
                if hits := names.get("".join(words[start : start + count])):
                    mentions["province"] = Mention("province", "".join(words[start : start + count]), hits, UNMARKED)
                    found_at["province"] = position
                    del words[start : start + count]
                    return


def _find_below(
    level: PlaceLevel,
    above: PlaceLevel,
    mentions: Mentions,
    free: list[tuple[int, list[str]]],
    found_at: dict[PlaceLevel, int],
    gazetteer: Gazetteer,
) -> None:
    """Find a name of ``level`` beside the place above it: the last words before it, or the first after it."""
    parents = {hit.code for hit in mentions[above].hits} if above in mentions else set()
    if len(parents) != 1:
        return
    children = gazetteer.children(level, parents.pop())
    anchor = found_at[above]
    for position, words in reversed(free):
        if position > anchor or position < anchor - 1:
            continue
        for start in range(len(words)):
            for count in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
                key = "".join(words[start : start + count])
                if key in children:
                    mentions[level] = Mention(level, key, children[key], UNMARKED)
                    found_at[level] = position
                    del words[start : start + count]
                    return


def _read_authority(mentions: Mentions, parts: list[Part], gazetteer: Gazetteer) -> None:
    """Take the name of an อปท. for its subdistrict when no subdistrict is stated: most bear the name of theirs."""
    for part in parts:
        if part.kind == "authority" and "จังหวัด" not in part.mark and "อบจ" not in part.mark:
            for count in range(min(_LONGEST_NAME, len(part.tokens)), 0, -1):
                key = "".join(part.tokens[:count])
                hits = [
                    Hit(code, code, "local_authority", 0.1)
                    for code in gazetteer.authorities.get(part.mark.rstrip(".") + key, ())
                    + gazetteer.authorities.get(key, ())
                    if len(code) == 6
                ] or [
                    Hit(hit.code, hit.seen_as, "local_authority", hit.cost + 0.15)
                    for hit in gazetteer.names["subdistrict"].get(key, ())
                ]
                if hits:
                    mentions["subdistrict"] = Mention("subdistrict", key, tuple(hits), UNMARKED)
                    return
