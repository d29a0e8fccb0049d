"""Names without a mark: ``ในเมือง เมือง ขอนแก่น``. Each counts only beside the one above it or as the whole text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sanphalang.thai.places.gazetteer import Gazetteer, Hit
from sanphalang.thai.places.mention import LONGEST_NAME, UNMARKED, Mention, Mentions, PlaceLevel

Names = Mapping[str, tuple[Hit, ...]]

VILLAGE_OR_NAME = ("บ้าน", "วัด", "ตลาด")  # what a village is called by, and many a subdistrict and district too
_NAMESAKE_COST = 0.15  # a subdistrict elsewhere bears the district's name
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
    if not mentions and (only_names := _only_names(words, gazetteer)):
        mentions.update(only_names)
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


def _only_names(words: UnmarkedWords, gazetteer: Gazetteer) -> Mentions:
    """Return the mentions of a text that is nothing but one to three names, in either order; else nothing."""
    runs = [run for _, run in words.runs if run]
    groups = ["".join(run) for run in runs] if len(runs) > 1 else runs[0]
    if len(groups) == 1 or (len(runs) == 1 and groups[0].isascii()):
        return _whole_text("".join(groups), gazetteer)
    provinces = gazetteer.names["province"]
    if groups[0] in provinces and groups[-1] not in provinces:
        groups = groups[::-1]
    if len(groups) == 3:
        mentions = _named(dict(zip(("subdistrict", "district", "province"), groups, strict=True)), gazetteer)
        known = sum(bool(mention.hits) for mention in mentions.values())
        return mentions if known >= 2 else {}
    if len(groups) == 2 and groups[1] in provinces:
        children = gazetteer.children("district", provinces[groups[1]][0].code)
        below = gazetteer.children("subdistrict", provinces[groups[1]][0].code)
        level = "subdistrict" if groups[0] in below and groups[0] not in children else "district"
        return _named({level: groups[0], "province": groups[1]}, gazetteer)
    if len(groups) == 2:
        mentions = _named({"subdistrict": groups[0], "district": groups[1]}, gazetteer)
        nested = any(
            inner.code.startswith(outer.code)
            for inner in mentions["subdistrict"].hits
            for outer in mentions["district"].hits
        )
        return mentions if nested else {}
    return {}


def _named(keys: dict[str, str], gazetteer: Gazetteer) -> Mentions:
    mentions: Mentions = {}
    for level in ("province", "district", "subdistrict"):
        if level in keys:
            mentions[level] = Mention(level, keys[level], gazetteer.names[level].get(keys[level], ()), UNMARKED)
    return mentions


def _whole_text(key: str, gazetteer: Gazetteer) -> Mentions:
    """Return the mention of a text that is one name: of the widest place that bears it."""
    provinces, districts, subdistricts = (
        gazetteer.names[level].get(key, ()) for level in ("province", "district", "subdistrict")
    )
    if provinces:
        return {"province": Mention("province", key, provinces, UNMARKED)}
    if len({hit.code for hit in districts}) == 1:
        if not all(hit.code.startswith(districts[0].code) for hit in subdistricts):
            districts = tuple(hit._replace(cost=hit.cost + _NAMESAKE_COST) for hit in districts)
        return {"district": Mention("district", key, districts, UNMARKED)}
    return {"subdistrict": Mention("subdistrict", key, subdistricts, UNMARKED)} if subdistricts else {}


def _only_code(mentions: Mentions, level: PlaceLevel) -> str:
    mention = mentions.get(level)
    codes = {hit.code for hit in mention.hits} if mention else set()
    return codes.pop() if len(codes) == 1 else ""


def _without_letter(level: PlaceLevel, key: str) -> str:
    """Return the key without a mark whose full stop was forgotten (อปากช่อง)."""
    return key[1:] if level != "province" and key.startswith(_LETTER_OF[level]) else ""
