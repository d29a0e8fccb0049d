"""The names of all places, by key: what each may be called and where it stands or once stood in the tree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

from sanphalang.thai.key import match_key
from sanphalang.thai.places import aliases
from sanphalang.thai.places.answer import LEVEL_OF_LENGTH, Level, PlaceAnswer, ReasonKind
from sanphalang.thai.places.former_places import successors_by_name
from sanphalang.thai.places.typing_errors import NameSet, name_set

_DISTRICT_WORDS = ("กิ่งอำเภอ", "อำเภอ", "เขต")
_REMEMBERED_KEYS = 20_000
_BRANCH_SIGNS = ("สาขา", "เทศบาล", "ทะเบียน")  # registration offices that once had a district's code

_AUTHORITY_KINDS = {
    match_key(full): match_key(short)
    for full, short in (
        ("องค์การบริหารส่วนจังหวัด", "อบจ."),
        ("องค์การบริหารส่วนตำบล", "อบต."),
        ("เทศบาลนคร", "ทน."),
        ("เทศบาลเมือง", "ทม."),
        ("เทศบาลตำบล", "ทต."),
    )
}


class PlaceEntry(NamedTuple):
    """A place of today: official code, level, official name, Latin name, its postal codes (subdistricts)."""

    code: str
    level: Level
    name_th: str
    name_en: str = ""
    postal_codes: tuple[str, ...] = ()


class AbolishedEntry(NamedTuple):
    """A place that is no more. Several entries of one code: its territory went to several successors."""

    code: str
    name_th: str
    successor_code: str = ""
    reason: str = ""


class LocalAuthorityEntry(NamedTuple):
    """An อปท. and the place it lies in. ``kind`` as people write it before the name: อบต., เทศบาลตำบล; may be empty."""

    name: str
    kind: str
    place_code: str


class VillageEntry(NamedTuple):
    """A village (หมู่บ้าน) with its eight-digit code."""

    code: str
    name: str


class Hit(NamedTuple):
    """One place that a name may mean.

    ``seen_as`` is the code under which the place bore that name (an abolished code, or ``code`` itself): the place fits
    a text that states the parents of either. ``cost`` is the price of the reading, 0 for the official name.
    """

    code: str
    seen_as: str
    how: ReasonKind
    cost: float = 0.0


@dataclass(slots=True)
class Gazetteer:
    """Places by the key of their names. Built once, then only read; see :meth:`build` and ``from_geothai``."""

    places: dict[str, PlaceEntry] = field(default_factory=dict)
    successors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: dict[Level, dict[str, tuple[Hit, ...]]] = field(default_factory=dict)
    announced_provinces: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    authorities: dict[str, tuple[str, ...]] = field(default_factory=dict)
    postal_codes: dict[str, frozenset[str]] = field(default_factory=dict)
    villages: dict[str, str] = field(default_factory=dict)
    answered: dict[tuple[str, ...], PlaceAnswer] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _children: dict[tuple[Level, str], dict[str, tuple[Hit, ...]]] = field(default_factory=dict)
    _name_sets: dict[tuple[Level, str], NameSet] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        places: Iterable[PlaceEntry],
        abolished: Iterable[AbolishedEntry] = (),
        local_authorities: Iterable[LocalAuthorityEntry] = (),
        villages: Iterable[VillageEntry] = (),
    ) -> Self:
        """Return a gazetteer of these entries; provinces, districts and subdistricts in any order."""
        self = cls(places={entry.code: entry for entry in places})
        former = list(abolished)
        self.successors = _successors(self.places, former)
        collected: dict[Level, dict[str, list[Hit]]] = {"province": {}, "district": {}, "subdistrict": {}}
        for level, name, hit in self._all_names(former):
            key = match_key(name)
            hits = collected[level].setdefault(key, []) if key else []
            if not any(hit.code == known.code and hit.seen_as[:-2] == known.seen_as[:-2] for known in hits):
                hits.append(hit)
        self.names = {level: {k: tuple(h) for k, h in by_key.items()} for level, by_key in collected.items()}
        self.announced_provinces = self.names["province"] | self._announced_only()
        self._index_postal_codes()
        self._index_children()
        return self.knowing(local_authorities, villages)

    @classmethod
    def from_geothai(
        cls, local_authorities: Iterable[LocalAuthorityEntry] = (), villages: Iterable[VillageEntry] = ()
    ) -> Self:
        """Return the gazetteer of the pinned ``geothai`` package: 77 provinces, 928 districts, 7,436 subdistricts."""
        from sanphalang.thai.places.geothai_source import read_abolished, read_places

        return cls.build(read_places(), read_abolished(), local_authorities, villages)

    def knowing(
        self, local_authorities: Iterable[LocalAuthorityEntry] = (), villages: Iterable[VillageEntry] = ()
    ) -> Self:
        """Return a gazetteer of the same places with these local authorities and villages; it costs only theirs."""
        authorities: dict[str, tuple[str, ...]] = {}
        for name, kind, code in local_authorities:
            for key in {match_key(name), authority_key(kind) + match_key(name)}:
                authorities[key] = (*authorities.get(key, ()), *self.current_codes(code))
        return replace(
            self,
            authorities={key: _of_one_level(codes) for key, codes in authorities.items() if codes},
            villages={village.code: village.name for village in villages},
            answered={},
        )

    def current_codes(self, code: str) -> tuple[str, ...]:
        """Return the code itself when it is in use, its successors when abolished, nothing when unknown."""
        return (code,) if code in self.places else self.successors.get(code, ())

    def with_village(self, code: str, village_no: int) -> str:
        """Return the code of the subdistrict's village of that number (หมู่ที่) when it is known, else the code."""
        village = f"{code}{village_no:02d}"
        return village if village in self.villages and len(code) == 6 else code

    def key_of(self, cell: str) -> str:
        """Return the match key of a cell; cells of place columns repeat, so keys are remembered."""
        key = self._keys.get(cell)
        if key is None:
            if len(self._keys) >= _REMEMBERED_KEYS:
                self._keys.clear()
            key = self._keys[cell] = match_key(cell)
        return key

    def children(self, level: Level, parent: str) -> dict[str, tuple[Hit, ...]]:
        """Return names -> hits of one level inside a parent's code, former places included; '' is the country."""
        return self.names[level] if not parent else self._children.get((level, parent), {})

    def names_within(self, level: Level, parent: str) -> NameSet:
        """Return the same names prepared for the search of typing errors."""
        wanted = (level, parent)
        if wanted not in self._name_sets:
            self._name_sets[wanted] = name_set(self.children(level, parent))
        return self._name_sets[wanted]

    def _all_names(self, former: list[AbolishedEntry]) -> Iterator[tuple[Level, str, Hit]]:
        yield from self._official_names()
        yield from self._capital_names()
        yield from self._nicknames()
        yield from self._mother_province_names()
        for (code, name_today), names in aliases.FORMER_NAMES.items():
            entry = self.places.get(code)
            if entry and _bare(entry.level, entry.name_th) == name_today:
                for name in names:
                    yield entry.level, name, Hit(code, code, "renamed", 0.02)
        for code, name, _successor, _reason in former:
            level = LEVEL_OF_LENGTH[len(code)]
            for successor in self.successors.get(code, ()):
                for written in _spellings(_bare(level, name)):
                    yield level, written, Hit(successor, code, "abolished_successor", 0.03)

    def _official_names(self) -> Iterator[tuple[Level, str, Hit]]:
        for code, entry in self.places.items():
            hit = Hit(code, code, "exact")
            for written in _spellings(_bare(entry.level, entry.name_th)):
                yield entry.level, written, hit
            yield entry.level, entry.name_en, hit

    def _capital_names(self) -> Iterator[tuple[Level, str, Hit]]:
        """เมือง alone, the bare name of the province, and เมือง with any name of the province."""
        for code, district in self.places.items():
            if not (district.level == "district" and code[2:] == "01" and code[:2] != "10"):
                continue
            province = self.places[code[:2]]
            hit = Hit(code, code, "mueang_alone", 0.01)
            nicknames = aliases.PROVINCE_NICKNAMES.get(province.name_th, ())
            local = aliases.PROVINCE_LOCAL_NICKNAMES.get(province.name_th, ())
            for name in (province.name_th, province.name_en, *nicknames, *local):
                yield "district", "เมือง" + name.removeprefix("เมือง"), hit
                yield "district", "Mueang " + name, hit
                yield "district", "Muang " + name, hit
            for name in ("เมือง", "Mueang", "Muang", province.name_th, province.name_en, *nicknames):
                yield "district", name, hit

    def _nicknames(self) -> Iterator[tuple[Level, str, Hit]]:
        codes = {entry.name_th: code for code, entry in self.places.items() if entry.level == "province"}
        for name, nicknames in aliases.PROVINCE_NICKNAMES.items():
            if name in codes:
                for nickname in nicknames:
                    yield "province", nickname, Hit(codes[name], codes[name], "nickname", 0.01)
        for code, entry in self.places.items():
            if entry.level == "district":
                whole = (self.places[code[:2]].name_th, _bare("district", entry.name_th))
                for nickname in aliases.DISTRICT_NICKNAMES.get(whole, ()):
                    yield "district", nickname, Hit(code, code, "nickname", 0.01)

    def _mother_province_names(self) -> Iterator[tuple[Level, str, Hit]]:
        codes = {entry.name_th: code for code, entry in self.places.items() if entry.level == "province"}
        for code, entry in self.places.items():
            if entry.level == "district":
                mother = aliases.MOTHER_PROVINCES.get(self.places[code[:2]].name_th)
                if mother in codes:
                    hit = Hit(code, codes[mother] + "--", "abolished_successor", 0.03)
                    yield "district", _bare("district", entry.name_th), hit
                    if code.endswith("01"):  # before it became a province the capital bore its bare name
                        yield "district", self.places[code[:2]].name_th, hit

    def _announced_only(self) -> dict[str, tuple[Hit, ...]]:
        codes = {entry.name_th: code for code, entry in self.places.items() if entry.level == "province"}
        pairs = [(short, name) for short, name in aliases.PROVINCE_ABBREVIATIONS.items()]
        pairs += [(short, name) for name, shorts in aliases.PROVINCE_LOCAL_NICKNAMES.items() for short in shorts]
        return {
            match_key(short): (Hit(codes[name], codes[name], "nickname", 0.02),)
            for short, name in pairs
            if name in codes and match_key(short) not in self.names["province"]
        }

    def _index_postal_codes(self) -> None:
        collected: dict[str, set[str]] = {}
        for code, entry in self.places.items():
            for postal_code in entry.postal_codes:
                collected.setdefault(postal_code, set()).add(code)
        self.postal_codes = {postal_code: frozenset(codes) for postal_code, codes in collected.items()}

    def _index_children(self) -> None:
        for level, lengths in (("district", (2,)), ("subdistrict", (2, 4))):
            for key, hits in self.names[level].items():  # type: ignore[index]
                for hit in hits:
                    for parent in {code[:n] for code in (hit.code, hit.seen_as) for n in lengths}:
                        children = self._children.setdefault((level, parent), {})  # type: ignore[arg-type]
                        children[key] = (*children.get(key, ()), hit)


def authority_key(kind: str) -> str:
    """Return the key of a kind of local authority (อปท.), one for its name in full and its abbreviation."""
    return _AUTHORITY_KINDS.get(match_key(kind), match_key(kind))


def _of_one_level(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the places of one name as exactly as all of them are known."""
    shortest = min(map(len, codes))
    return tuple(dict.fromkeys(code[:shortest] for code in codes))


def _bare(level: Level, name: str) -> str:
    if level == "district":
        for word in _DISTRICT_WORDS:
            name = name.removeprefix(word)
    return name


def _spellings(name: str) -> tuple[str, ...]:
    """Return the name, and both halves of ``ปอภาร (ปอพาน)``; nothing for branches of registration offices."""
    if any(sign in name for sign in _BRANCH_SIGNS) or " จ." in name:
        return ()
    if "(" in name:
        outside, _, inside = name.partition("(")
        return (outside.strip(), inside.strip(" )"))
    return (name,)


def _successors(places: dict[str, PlaceEntry], former: list[AbolishedEntry]) -> dict[str, tuple[str, ...]]:
    stated: dict[str, list[str]] = {}
    for code, _name, successor, _reason in former:
        if successor in places:
            stated.setdefault(code, []).append(successor)
    result = {code: tuple(codes) for code, codes in stated.items()}
    missing = {code: _bare(LEVEL_OF_LENGTH[len(code)], name) for code, name, *_ in former if code not in result}
    return (
        successors_by_name({code: (e.level, _bare(e.level, e.name_th)) for code, e in places.items()}, missing) | result
    )
