"""How people really type Thai: slips of the finger, nicknames of places, digits and dates in every shape."""

from __future__ import annotations

import re
from datetime import date
from random import Random

from sanphalang.thai.digits import to_thai

NICKNAMES = {
    "กรุงเทพมหานคร": ("กทม.", "กรุงเทพฯ"),
    "นครราชสีมา": ("โคราช", "จ.นม."),
    "พระนครศรีอยุธยา": ("อยุธยา",),
    "ฉะเชิงเทรา": ("แปดริ้ว",),
    "อุบลราชธานี": ("อุบลฯ", "อุบล"),
    "นครศรีธรรมราช": ("นครศรีฯ", "เมืองคอน"),
    "สุราษฎร์ธานี": ("สุราษฎร์ฯ",),
    "ประจวบคีรีขันธ์": ("ประจวบฯ",),
}

_SHORT_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_TONE = re.compile("[่้๊๋]")
_LETTER = re.compile("[ก-ฮ]")
_ALIKE = (("ทร", "ซ"), ("ศ", "ส"), ("ณ", "น"), ("ฐ", "ถ"), ("ษ", "ส"), ("ใ", "ไ"), ("ญ", "ย"), ("ภ", "พ"))
_BUDDHIST = 543


def slip(word: str, chance: Random) -> str:
    """Return the word with one typing error: a tone forgotten, a letter alike, two letters exchanged, one left out.

    Words of fewer than four letters stay as they are: nobody could tell any more what was meant.
    """
    letters = [m.start() for m in _LETTER.finditer(word)]
    if len(letters) < 4:
        return word
    tones = [m.start() for m in _TONE.finditer(word)]
    alike = [(right, wrong) for right, wrong in _ALIKE if right in word]
    roll = chance.random()
    if tones and roll < 0.45:
        at = chance.choice(tones)
        return word[:at] + word[at + 1 :]
    if alike and roll < 0.8:
        right, wrong = chance.choice(alike)
        return word.replace(right, wrong, 1)
    at = chance.choice(letters[1:])
    if at + 1 in letters and word[at] != word[at + 1] and roll < 0.9:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]


def retyped(text: str, chance: Random) -> str:
    """Return what a reader would call the same text: doubled sara e, sara am in two pieces, stray spaces."""
    roll = chance.random()
    if roll < 0.3:
        return text.replace("แ", "เเ")
    if roll < 0.5:
        return text.replace("ำ", "ํา")
    if roll < 0.8:
        return f" {text}  "
    return text.replace("บ้าน", " บ้าน", 1)


def province(name: str, chance: Random) -> str:
    """Return a province as lists write it: its name, with จ. or จังหวัด, or a nickname."""
    if name in NICKNAMES and chance.random() < 0.4:
        return chance.choice(NICKNAMES[name])
    return chance.choice(("", "", "จ.", "จังหวัด")) + name


def district(name: str, chance: Random) -> str:
    """Return a district as lists write it; the capital's is often เมือง alone."""
    if name.startswith("เมือง") and chance.random() < 0.4:
        name = "เมือง"
    return chance.choice(("", "", "อ.", "อำเภอ")) + name


def telephone(written: str, chance: Random) -> str | int:
    """Return a telephone as lists hold it; a spreadsheet that took it for a number lost its leading zeros."""
    digits = written.replace("-", "")
    roll = chance.random()
    if roll < 0.1:
        return int(digits)
    shapes = (
        written,
        digits,
        f"โทร. {written}",
        f"{digits[:4]} {digits[4:]}",
        to_thai(written),
        f"{digits[:4]}-{digits[4:]}",
    )
    return chance.choice(shapes)


def count(number: int, chance: Random) -> str | int:
    """Return a number of members: a number, or words around it."""
    return chance.choice((number, number, number, f"{number:,} คน", to_thai(str(number)), f"{number} ราย"))


def year(common_era: int, chance: Random) -> str | int:
    """Return a year of founding, nearly always in the Buddhist Era."""
    buddhist = common_era + _BUDDHIST
    return chance.choice((buddhist, buddhist, f"พ.ศ. {buddhist}", to_thai(f"พ.ศ. {buddhist}"), f"ปี {buddhist}"))


def day(value: date, chance: Random) -> str | date:
    """Return a date: a real one, or written in the Buddhist Era in one of the usual shapes."""
    buddhist, month = value.year + _BUDDHIST, _SHORT_MONTHS[value.month - 1]
    return chance.choice(
        (value, tidy_day(value), f"{value.day} {month} {buddhist}", to_thai(f"{value.day} {month} {buddhist}"))
    )


def tidy_day(value: date) -> str:
    """Return a date as a careful clerk writes it: 14/02/2568."""
    return f"{value.day:02d}/{value.month:02d}/{value.year + _BUDDHIST}"
