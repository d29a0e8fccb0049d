"""What the parts of an address name: one mention for each level, with every place it may mean."""

from sanphalang.thai.places.authorities import read_authorities
from sanphalang.thai.places.gazetteer import Gazetteer, Hit
from sanphalang.thai.places.mention import LONGEST_NAME, Mention, Mentions, PlaceLevel
from sanphalang.thai.places.segments import Part, Reading
from sanphalang.thai.places.unmarked import VILLAGE_OR_NAME, UnmarkedWords, read_unmarked


def read_mentions(reading: Reading, gazetteer: Gazetteer) -> Mentions:
    """Return the names behind marks; then, for levels without one, names among the unmarked words."""
    mentions: Mentions = {}
    words = UnmarkedWords()
    for position, part in enumerate(reading.parts):
        if part.kind in ("province", "district", "subdistrict"):
            mention, rest = read_name(part.kind, part.tokens, gazetteer)  # type: ignore[arg-type]
            if part.mark == "เขต":
                mention.hits = _in_bangkok(mention.hits)
            _add_mention(mentions, mention)
            words.marked_at[mention.level] = position
            words.runs.append((position, rest))
        elif part.kind == "free" or _may_be_name(part, reading, gazetteer):
            words.runs.append((position, part.tokens))
    read_unmarked(mentions, words, gazetteer)
    read_authorities(mentions, reading.parts, gazetteer)
    return mentions


def _may_be_name(part: Part, reading: Reading, gazetteer: Gazetteer) -> bool:
    """Return whether a word that looks like a village, street or person may name a district or subdistrict."""
    if part.kind == "noise":
        return any(part.tokens[0] in gazetteer.names[level] for level in ("district", "subdistrict"))
    return part.mark in VILLAGE_OR_NAME and not reading.village_no


def read_name(level: PlaceLevel, tokens: list[str], gazetteer: Gazetteer) -> tuple[Mention, list[str]]:
    """Return the mention that the first words make, longest name first, and the words left over."""
    names = gazetteer.announced_provinces if level == "province" else gazetteer.names[level]
    for count in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        key = "".join(tokens[:count])
        if hits := names.get(key):
            return Mention(level, key, hits), tokens[count:]
    if tokens[0].isascii():  # Latin names are written in several words, and nothing tells where one ends
        return Mention(level, "".join(tokens), ()), []
    return Mention(level, tokens[0], ()), tokens[1:]


def _add_mention(mentions: Mentions, mention: Mention) -> None:
    """Add a mention; a second name of the same level adds its places to the first one's."""
    known = mentions.get(mention.level)
    if known is None or not known.hits:
        mentions[mention.level] = mention
    elif mention.key != known.key and mention.hits:
        known.hits = known.hits + mention.hits


def _in_bangkok(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return the hits that เขต allows: districts of Bangkok, or others by their full name when there is none."""
    return tuple(hit for hit in hits if hit.code.startswith("10")) or tuple(
        hit for hit in hits if hit.how != "mueang_alone"
    )
