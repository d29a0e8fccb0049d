"""Places of the real lists beside the repository: how many are understood, and how many wrongly.

The truth is established without the resolver's own code: by a plain pattern and the names and former names of the
``geothai`` package. ``pytest -s`` prints the figures.
"""

import csv
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

import geothai
import python_calamine
from geothai.abolished import abolished_areas

from sanphalang.thai.places import PlaceColumns, resolve_columns, resolve_text
from sanphalang.thai.tests.places_data import gazetteer, names, real_list

_SPELT_ALIKE = 0.7  # difflib ratio from which two names of one district count as one name with a slip

# Former names that the package does not hold, by the Royal Gazette of 2554 and the list of local authorities of 2560.
_RENAMED = {("44", "ยางสีสุราช", "ขามเรียน"): "441106", ("50", "อมก๋อย", "สบโขง"): "501805"}


def show(line: str) -> None:
    sys.stdout.write(line + "\n")


def plain(text: str) -> str:
    """Return the text without spaces and signs, its marks repaired: a second, simpler key than the room's own."""
    text = unicodedata.normalize("NFC", text).replace("เเ", "แ").replace("ํา", "ำ")
    return re.sub("[^ก-ฮะ-ฺเ-ๅ็-๎]", "", text)


def bare(name: str) -> str:
    return plain(re.sub("^(อำเภอ|เขต|แขวง|ตำบล)", "", name))


@cache
def provinces() -> dict[str, str]:
    short = {"กทม": "10", "กรุงเทพ": "10", "อยุธยา": "14", "นครศรี": "80", "โคราช": "30"}
    return {plain(province.name_th): province.code for province in geothai.provinces()} | short


@cache
def districts() -> dict[tuple[str, str], str]:
    found = {}
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            found[province.code, bare(district.name_th)] = district.code
            if district.code.endswith("01") and province.code != "10":
                found[province.code, "เมือง"] = district.code
    return found


def _district_in_text(text: str) -> tuple[bool, str]:
    """Return whether the text names a district, and the code of the one it names when that lies in its province."""
    text = unicodedata.normalize("NFC", text).replace("เเ", "แ").replace("ํา", "ำ")
    named = re.search(r"(?:อำเภอ|อ\.|เขต(?!เทศบาล))\s*\.?\s*([ก-๙]+)", re.sub(r"[ก-ฮ]\.[ก-ฮ]\.\S*", " ", text))
    if not named:
        return False, ""
    announced = re.search(r"(?:จังหวัด|จ\.|จว\.)\s*([ก-๙]+)", text)
    words = [announced[1]] if announced else re.findall("[ก-๙]+", text)[::-1]
    province = next((provinces()[plain(word)] for word in words if plain(word) in provinces()), "")
    return True, districts().get((province, plain(named[1].split("จังหวัด")[0])), "")


def _product_rows() -> Iterator[tuple[str, str]]:
    """Yield (address, district meant) of each row whose address names a district.

    The district is the one the address names when it names a valid one of a valid province, else the file's column.
    """
    file = real_list("community_products") / "community_products_40_provinces.xlsx"
    sheet = python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0)
    for row in sheet.to_python()[1:]:
        district, province, address = str(row[2]), str(row[3]), str(row[5])
        is_named, code = _district_in_text(address)
        if is_named:
            yield address, code or districts()[provinces()[plain(province)], plain(district)]


def test_community_products_from_the_address_alone() -> None:
    outcomes: Counter[str] = Counter()
    for address, meant in _product_rows():
        answered = resolve_text(gazetteer(), address).code[:4]
        outcome = "right" if answered == meant else "wrong" if len(answered) == 4 else "open"
        outcomes[outcome] += 1
        if outcome != "right":
            show(f"{outcome}: {address!r} means {names(meant)}, answered {names(answered)}")
    rows = outcomes.total()
    show(f"community products: {rows} rows, right {outcomes['right'] / rows:.2%}, wrong {outcomes['wrong'] / rows:.2%}")

    assert rows > 2400
    assert outcomes["right"] / rows >= 0.992
    assert outcomes["wrong"] / rows <= 0.003


def _former_positions() -> dict[str, set[tuple[str, str, str]]]:
    """Return code of today -> (province, district, subdistrict) as it was written before, from the package alone."""
    positions: dict[str, set[tuple[str, str, str]]] = {}
    for area in abolished_areas():
        if len(area.code) == 6 and (district := geothai.district(area.code[:4])):
            for successor in area.successors:
                position = (area.code[:2], bare(district.name_th), plain(area.name_th))
                positions.setdefault(successor, set()).add(position)
                if now := geothai.address(successor):  # its former name, in the district and province of today
                    moved = (now.province.code, bare(now.district.name_th), plain(area.name_th))
                    positions[successor].add(moved)
    return positions


def _says(stated: tuple[str, str, str], code: str, former: dict[str, set[tuple[str, str, str]]]) -> str:
    """Return how the three stated names bear the answered code out, ``contradicts`` when they do not.

    ``as written``: they are its names of today. ``as it was``: they were its names. ``with a slip``: its province is
    stated, its district and its own name are stated or spelt alike, and one of the two is exact.
    """
    answered = geothai.address(code)
    assert answered is not None
    province, district, subdistrict = stated
    today = (answered.province.code, bare(answered.district.name_th), plain(answered.subdistrict.name_th))
    if stated == today:
        return "as written"
    if not district and (province, subdistrict) == (today[0], today[2]):
        return (
            "contradicts" if (province, subdistrict) in districts() else "as written"
        )  # the cell may mean the district
    if stated in former.get(code, set()) or _RENAMED.get(stated) == code:
        return "as it was"
    alike = [SequenceMatcher(None, one, other).ratio() for one, other in zip(stated[1:], today[1:], strict=True)]
    if province == today[0] and min(alike) >= _SPELT_ALIKE and max(alike) == 1:
        return "with a slip"
    return "contradicts"


def test_schools_from_their_three_columns() -> None:
    former = _former_positions()
    outcomes: Counter[str] = Counter()
    for file in sorted(real_list("schools").glob("*.csv")):
        with file.open(encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines):
                columns = PlaceColumns(row["subDistrict"], row["district"], row["province"])
                answer = resolve_columns(gazetteer(), columns)
                if answer.level != "subdistrict":
                    outcomes["no subdistrict"] += 1
                    continue
                stated = (provinces()[plain(row["province"])], bare(row["district"]), bare(row["subDistrict"]))
                outcome = _says(stated, answer.code, former)
                outcomes[outcome] += 1
                if outcome in ("contradicts", "with a slip"):
                    show(f"{outcome}: {stated} answered {names(answer.code)} {answer.confidence}")
    rows = outcomes.total()
    answered = rows - outcomes["no subdistrict"]
    show(
        f"schools: {rows} rows, {answered / rows:.2%} answered, {outcomes['contradicts'] / rows:.2%} wrong, {outcomes}"
    )

    assert rows == 36249
    assert answered / rows >= 0.985
    assert outcomes["contradicts"] / rows <= 0.003


def test_local_authorities_from_name_and_province() -> None:
    """An อบต. carries its subdistrict in its code: the last two digits less fifty."""
    outcomes: Counter[str] = Counter()
    with (real_list("local_authorities") / "lao_dola_2560-03.csv").open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            code = row["geocode"]
            if row["type"] != "TAO" or len(code) != 6 or int(code[4:]) <= 50:
                continue
            meant = f"{code[:4]}{int(code[4:]) - 50:02d}"
            answered = resolve_text(gazetteer(), f"อบต.{row['name_th']} จ.{row['province_th']}").code
            former = meant not in gazetteer().places
            outcomes["right" if answered == meant else "open" if former or meant.startswith(answered) else "wrong"] += 1
    show(f"local authorities: {outcomes}")

    assert outcomes["right"] / outcomes.total() >= 0.88  # many names occur twice in a province
    assert outcomes["wrong"] / outcomes.total() <= 0.003
