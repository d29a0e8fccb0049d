"""Real places written in the many ways people write them, with or without one slip of the hand."""

import random
from collections.abc import Callable
from typing import NamedTuple

from sanphalang.thai.digits import to_thai
from sanphalang.thai.places import Gazetteer

_NICKNAMES = {"10": "กทม.", "14": "อยุธยา", "30": "โคราช", "34": "อุบลฯ", "80": "นครศรีฯ", "84": "สุราษฎร์ฯ", "24": "แปดริ้ว"}
_LETTERS = "กขคงจชซดตถทนบปผพภมยรลวสหอะาิีุูเแโไ่้"


class Names(NamedTuple):
    """The three names of a subdistrict, bare, with its postal code."""

    code: str
    subdistrict: str
    district: str
    province: str
    postal_code: str


def names_of(gazetteer: Gazetteer, code: str) -> Names:
    entry = gazetteer.places[code]
    district = gazetteer.places[code[:4]].name_th.removeprefix("อำเภอ")
    return Names(
        code,
        entry.name_th,
        district.removeprefix("เขต") if code.startswith("10") else district,
        gazetteer.places[code[:2]].name_th,
        entry.postal_codes[0],
    )


def _marks(names: Names) -> tuple[str, str]:
    return ("แขวง", "เขต") if names.code.startswith("10") else ("ตำบล", "อำเภอ")


def _short_marks(names: Names) -> tuple[str, str]:
    return ("แขวง", "เขต") if names.code.startswith("10") else ("ต.", "อ.")


def _capital_alone(names: Names) -> str:
    return "เมือง" if names.district == "เมือง" + names.province else names.district


def _long(n: Names, r: random.Random) -> str:
    sub, dist = _marks(n)
    return f"{r.randint(1, 300)} หมู่ที่ {r.randint(1, 15)} {sub}{n.subdistrict} {dist}{n.district} จังหวัด{n.province}"


def _short(n: Names, r: random.Random) -> str:
    sub, dist = _short_marks(n)
    house = f"{r.randint(1, 300)}/{r.randint(1, 9)} ม.{r.randint(1, 15)}"
    return f"{house} {sub}{n.subdistrict} {dist}{_capital_alone(n)} จ.{n.province} {n.postal_code}"


def _no_spaces(n: Names, _r: random.Random) -> str:
    sub, dist = _short_marks(n)
    return f"{sub}{n.subdistrict}{dist}{_capital_alone(n)}จ.{n.province}"


def _long_no_spaces(n: Names, _r: random.Random) -> str:
    sub, dist = _marks(n)
    return f"{sub}{n.subdistrict}{dist}{n.district}จังหวัด{n.province}{n.postal_code}"


def _spaced_marks(n: Names, _r: random.Random) -> str:
    return f"ต {n.subdistrict} อ {n.district} จ {n.province}"


def _spaced_names(n: Names, _r: random.Random) -> str:
    sub, dist = _marks(n)
    return f"{sub} {n.subdistrict}\n{dist} {n.district}\nจังหวัด {n.province}\nรหัสไปรษณีย์ {n.postal_code}"


def _village_before(n: Names, r: random.Random) -> str:
    sub, dist = _short_marks(n)
    village = r.choice(("บ้านดอน", "บ้านโนนสะอาด", "บ้านใหม่", "ชุมชนวัดกลาง", "ถนนเพชรเกษม ซอย 3"))
    return f"{village} ม.{r.randint(1, 15)} {sub}{n.subdistrict} {dist}{n.district} {n.province}"


def _bare(n: Names, _r: random.Random) -> str:
    return f"{n.subdistrict} {n.district} {n.province}"


def _bare_commas(n: Names, _r: random.Random) -> str:
    return f"{n.subdistrict}, {n.district}, {n.province} {n.postal_code}"


def _reversed(n: Names, _r: random.Random) -> str:
    sub, dist = _marks(n)
    return f"จังหวัด{n.province} {dist}{n.district} {sub}{n.subdistrict}"


def _thai_digits(n: Names, r: random.Random) -> str:
    return to_thai(_short(n, r))


def _taken_apart(n: Names, r: random.Random) -> str:
    return _long(n, r).replace("ำ", "ํา").replace("แ", "เเ")


def _nickname(n: Names, _r: random.Random) -> str:
    sub, dist = _short_marks(n)
    return f"{sub}{n.subdistrict} {dist}{_capital_alone(n)} จ.{_NICKNAMES.get(n.code[:2], n.province)}"


def _form_labels(n: Names, _r: random.Random) -> str:
    return f"ตำบล/แขวง: {n.subdistrict} อำเภอ/เขต: {n.district} จังหวัด: {n.province}"


STYLES: tuple[Callable[[Names, random.Random], str], ...] = (
    _long, _short, _no_spaces, _long_no_spaces, _spaced_marks, _spaced_names, _village_before, _bare, _bare_commas,
    _reversed, _thai_digits, _taken_apart, _nickname, _form_labels,
)  # fmt: skip


def one_slip(name: str, r: random.Random) -> str:
    """Return the name with one letter missing, doubled, changed, added or swapped with its neighbour."""
    at = r.randrange(len(name))
    kind = r.randrange(5)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2:
        return name[:at] + r.choice(_LETTERS) + name[at + 1 :]
    if kind == 3:
        return name[:at] + r.choice(_LETTERS) + name[at:]
    return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]


def mistype_one(names: Names, r: random.Random) -> Names:
    """Return the names with one slip in one of them."""
    which = r.choice(("subdistrict", "district", "province"))
    return names._replace(**{which: one_slip(getattr(names, which), r)})
