"""What stands around a row and tells where it lies: the title of its section, and what its sheet is called."""

import re
from collections.abc import Sequence

from sanphalang.thai.key import match_key
from sanphalang.thai.places.answer import Context
from sanphalang.thai.places.gazetteer import Gazetteer
from sanphalang.thai.places.resolve import resolve_text

SURE_PLACE = 0.8
"""A place read with less confidence waits for a person."""
_DISTRICT = 4  # digits of its code
_ONE_DISTRICT, _ONLY_DISTRICT = 0.6, 0.75
"""How surely a bare name is read as a district: inside a known area; where it must be the only place of its name."""
_PLACE_MARK = re.compile(r"จังหวัด|อำเภอ|ตำบล|เขต|แขวง|(?:^|\s)[จอต]\.")
_MUEANG = match_key("เมือง")
_COMMON_WORDS = frozenset(map(match_key, ("ชนบท",)))
"""Names of districts that sheets bear for another reason."""


class Surroundings:
    """Where the rows of a list lie that lies ``within`` a code, by section and sheet."""

    def __init__(self, gazetteer: Gazetteer, within: str) -> None:
        self._gazetteer = gazetteer
        self._within = within
        self._known: dict[tuple[str, str], tuple[str, str]] = {}

    def of(self, section: str, sheet: str) -> tuple[str, str]:
        """Return the code inside which a row lies, and that of its sheet: a section's title that names a place wins."""
        known = self._known.get((section, sheet))
        if known is None:
            known = self._known[section, sheet] = self._read(section, sheet)
        return known

    def _read(self, section: str, sheet: str) -> tuple[str, str]:
        names = " ".join(self.names(sheet).values())
        for text in (section, f"{section} {names}") if sheet else (section,):
            answer = resolve_text(self._gazetteer, text, context=Context(within=self._within))
            if answer.confidence >= SURE_PLACE and answer.code != sheet:
                return answer.code, ""
        return self._within, sheet

    def names(self, code: str) -> dict[int, str]:
        """Return the names of a place and of those that hold it: 0 the subdistrict, 1 the district, 2 the province."""
        levels = ((6, "ตำบล"), (4, "อำเภอ"), (2, "จังหวัด"))
        places = ((at, mark, code[:digits]) for at, (digits, mark) in enumerate(levels) if len(code) >= digits)
        return {at: mark + self._gazetteer.places[each].name_th for at, mark, each in places}


def sheet_places(gazetteer: Gazetteer, names: Sequence[str], within: str) -> list[str]:
    """Return the code of the place that each sheet is named after, or nothing: most are named after none.

    A bare name (โชคชัย) counts where it names one district of the list's area, and no other place before that; where
    the area is not known, the sheets that are sure tell it when they agree. เมือง counts beside another district.
    """
    known = [_named(gazetteer, name, within) for name in names]
    provinces = {code[:2] for code in known if code}
    area = within or (provinces.pop() if len(provinces) == 1 else "")
    if not area:
        return known
    known = [code or _named(gazetteer, name, area) for code, name in zip(known, names, strict=True)]
    if not any(len(code) == _DISTRICT for code in known):
        return known
    return [
        _inside(gazetteer, "อำเภอเมือง", area) if not code and match_key(name) == _MUEANG else code
        for code, name in zip(known, names, strict=True)
    ]


def _named(gazetteer: Gazetteer, name: str, within: str) -> str:
    if _PLACE_MARK.search(name):
        return _inside(gazetteer, name, within)
    plain = resolve_text(gazetteer, name, context=Context(within=within))
    if len(plain.code) > _DISTRICT or match_key(name) in _COMMON_WORDS:
        return ""
    if len(plain.code) < _DISTRICT:
        return plain.code if plain.confidence >= SURE_PLACE and plain.code.startswith(within) else ""
    is_one = plain.confidence >= (_ONE_DISTRICT if within else _ONLY_DISTRICT)
    return _inside(gazetteer, f"อำเภอ{name}", within) if is_one else ""


def _inside(gazetteer: Gazetteer, text: str, within: str) -> str:
    answer = resolve_text(gazetteer, text, context=Context(within=within))
    return answer.code if answer.confidence >= SURE_PLACE and answer.code.startswith(within) else ""
