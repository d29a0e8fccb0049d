"""Names without a mark: ``ในเมือง เมือง ขอนแก่น``. Each counts only beside the one above it or as the whole text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sanphalang.thai.places.gazetteer import Gazetteer, Hit
from sanphalang.thai.places.mention import LONGEST_NAME, UNMARKED, Mention, Mentions, PlaceLevel

Names = Mapping[str, tuple[Hit, ...]]

_LETTER_OF: dict[PlaceLevel, str] = {"province": "จ", "district": "อ", "subdistrict": "ต"}


@dataclass(slots=True)
class UnmarkedWords:
    """The words that no mark claims, in runs with the position of their part; and where each level stood."""

    runs: list[tuple[int, list[str]]] = field(default_factory=list)
    marked_at: dict[PlaceLevel, int] = field(default_factory=dict)

    def take(self, level: PlaceLevel, names: Names, beside: int | None = None) -> Mention | None:
        """Take the last words that make one of the names out of their run, the longest name first.

        ``beside``: only from the run at or just before this position.
        """
        for position, words in reversed(self.runs):
            if beside is not None and not beside - 1 <= position <= beside:
                continue
            for start in range(len(words) - 1, -1, -1):
                for end in range(min(start + LONGEST_NAME, len(words)), start, -1):
                    key = "".join(words[start:end])
                    name = key if key in names else _without_letter(level, key)
                    if hits := names.get(name):
                        del words[start:end]
                        self.marked_at[level] = position
                        return Mention(level, name, hits, UNMARKED)
        return None


def read_unmarked(mentions: Mentions, words: UnmarkedWords, gazetteer: Gazetteer) -> None:
    """Add the names that stand unmarked to the mentions, from the province down."""
    if not any(run for _, run in words.runs):
        return
    if not mentions and (whole := _whole_text(words, gazetteer)):
        mentions[whole.level] = whole
        return
    if "province" not in mentions and (found := words.take("province", gazetteer.names["province"])):
        mentions["province"] = found
    if "district" not in mentions:
        if (parent := _only_code(mentions, "province")) and (
            found := words.take("district", gazetteer.children("district", parent), words.marked_at["province"])
        ):
            mentions["district"] = found
        elif "province" not in mentions and "subdistrict" in mentions:
            _take_district_of_subdistrict(mentions, words, gazetteer)
    if "subdistrict" not in mentions and (parent := _only_code(mentions, "district")):
        children = gazetteer.children("subdistrict", parent)
        if found := words.take("subdistrict", children, words.marked_at["district"]):
            mentions["subdistrict"] = found


def _take_district_of_subdistrict(mentions: Mentions, words: UnmarkedWords, gazetteer: Gazetteer) -> None:
    """ต.หนองสาหร่าย ปากช่อง: a district's name counts when it holds a subdistrict of the stated name."""
    parents = {code[:4] for hit in mentions["subdistrict"].hits for code in (hit.code, hit.seen_as)}
    names = {
        key: hits
        for _, run in words.runs
        for key in run
        if (hits := tuple(hit for hit in gazetteer.names["district"].get(key, ()) if hit.code in parents))
    }
    if names and (found := words.take("district", names)):
        mentions["district"] = found


def _whole_text(words: UnmarkedWords, gazetteer: Gazetteer) -> Mention | None:
    """Return the mention of a text that is nothing but one name, unless several places bear it."""
    if len(words.runs) != 1 or len(words.runs[0][1]) > LONGEST_NAME:
        return None
    key = "".join(words.runs[0][1])
    if hits := gazetteer.names["province"].get(key):
        return Mention("province", key, hits, UNMARKED)
    districts = gazetteer.names["district"].get(key, ())
    subdistricts = gazetteer.names["subdistrict"].get(key, ())
    if len({hit.code for hit in districts}) == 1:
        if all(hit.code.startswith(districts[0].code) for hit in subdistricts):
            return Mention("district", key, districts, UNMARKED)
        return None
    return Mention("subdistrict", key, subdistricts, UNMARKED) if subdistricts else None


def _only_code(mentions: Mentions, level: PlaceLevel) -> str:
    mention = mentions.get(level)
    codes = {hit.code for hit in mention.hits} if mention else set()
    return codes.pop() if len(codes) == 1 else ""


def _without_letter(level: PlaceLevel, key: str) -> str:
    """Return the key without a mark whose full stop was forgotten (อปากช่อง)."""
    return key[1:] if level != "province" and key.startswith(_LETTER_OF[level]) else ""
