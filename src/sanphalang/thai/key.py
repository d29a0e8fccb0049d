"""The one key that every Thai text goes through before it is compared.

Two texts that a reader would call the same word must give the same key, however they were typed. NFC is not enough:
``เเม่`` typed with two sara e is not ``แม่``, and ``นํา`` (nikhahit and sara aa) is not ``นำ``. NFKC does harm: it takes
every ``ำ`` apart.

Nearly every cell of a clean list needs no repair, and these run on every cell of every import: both functions first
ask, with a few searches that run in C, whether there is anything to do.
"""

import re
import unicodedata
from functools import lru_cache

from sanphalang.thai.digits import to_arabic

_AFTER_VOWEL = "่้๊๋์"
_VOWELS = "ัิีึืฺุู็ํ"

# Old Thai fonts kept shifted vowels and tones in the private use area; texts copied from documents still hold them.
_PRIVATE_USE = str.maketrans(
    {
        0xF700: "ฐ",
        0xF70F: "ญ",
        **dict(zip(range(0xF701, 0xF705), "ิีึื", strict=True)),
        **dict(zip(range(0xF705, 0xF70A), "่้๊๋์", strict=True)),
        **dict(zip(range(0xF70A, 0xF70F), "่้๊๋์", strict=True)),
        **dict(zip(range(0xF710, 0xF718), "ัํ็่้๊๋์", strict=True)),
        **dict(zip(range(0xF718, 0xF71B), "ฺุู", strict=True)),
    }
)
# Characters that no reader sees: zero width spaces and joiners, soft hyphen, direction and byte-order marks, controls.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
_SPACES = re.compile(r"\s+")
# Two leading vowels in a row: a typed เเ is meant as แ.
_LEADING_VOWELS = re.compile("[เแ]{2,}")
# Everything that can stand on, under or behind one consonant, in any order it may have been typed.
_CLUSTER = re.compile(f"(?<=[ก-ฮ])[{_VOWELS}{_AFTER_VOWEL}าำ]{{2,}}")
# Two neighbours that correct Thai never has: a vowel mark after any mark, anything after a tone, sara aa or sara am.
_ODD_NEIGHBOURS = re.compile(
    f"[{_AFTER_VOWEL}{_VOWELS}าำ](?:[{_VOWELS}]|(?<=[{_AFTER_VOWEL}าำ])[{_AFTER_VOWEL}]|(?<=[าำ])[าำ])"
)
_SIGNS = re.compile("[^0-9A-Za-zก-ฮะ-ฺเ-ๅ็-๎๐-๙]+")
_SIGNS_ANYWHERE = re.compile(r"(?:[^\wั-ฺ็-๎]|[_ๆฯ])+")
_THAI_DIGIT = re.compile("[๐-๙]")
_FOREIGN = re.compile("[^\x00-\x7f\u0e00-\u0e7f]")


_KEPT_LETTERS = 400  # what is longer does not repeat, and would fill the memory with what strangers send


def clean_text(text: str) -> str:
    """Return the text as its writer meant it: same words, repaired spelling of marks, single spaces.

    For showing and storing; comparing needs :func:`match_key`. Idempotent.
    """
    return _cleaned_before(text) if len(text) <= _KEPT_LETTERS else _clean(text)


def _clean(text: str) -> str:
    if not text.isprintable() or "  " in text:
        text = _SPACES.sub(" ", _INVISIBLE.sub("", text.translate(_PRIVATE_USE)))
    text = text.strip()
    if text.isascii():
        return text
    if "เเ" in text or "แเ" in text or "เแ" in text or "แแ" in text:
        text = _LEADING_VOWELS.sub("แ", text)
    if "ํ" in text or _ODD_NEIGHBOURS.search(text):
        text = _CLUSTER.sub(_put_in_order, text)
    return text


_cleaned_before = lru_cache(maxsize=16_384)(_clean)  # a cell is cleaned, taken apart, compared and sorted by


def _put_in_order(cluster: re.Match[str]) -> str:
    """Vowel marks, then tones and thanthakhat, each once, then sara aa or sara am; nikhahit and sara aa are sara am.

    Reads from left to right and never looks ahead, so that a cluster comes out the same whether it was read whole or
    had its first part read before.
    """
    vowels, tones, last = "", "", ""
    for mark in cluster[0]:
        if mark in "าำ":
            last = "ำ" if mark == "ำ" or last == "ำ" or "ํ" in vowels else last + mark
        elif mark == "ํ" and last:
            last = "ำ"
        elif mark in _AFTER_VOWEL:
            tones += mark if mark not in tones else ""
        elif mark not in vowels:
            vowels += mark
        if last:
            vowels = vowels.replace("ํ", "")
    return vowels + tones + last


def match_key(text: str) -> str:
    """Return the key under which two spellings of one text are equal: lower case, Arabic digits, no spaces or signs.

    Idempotent, and the same before and after :func:`clean_text`. The repetition sign ``ๆ`` and the abbreviation sign
    ``ฯ`` are signs and go. An empty key means the text holds no letter and no digit.
    """
    return _keyed_before(text) if len(text) <= _KEPT_LETTERS else _key(text)


def _key(text: str) -> str:
    cleaned = clean_text(text)
    if not cleaned.isascii() and _FOREIGN.search(cleaned):
        return _match_key_of_foreign(cleaned)
    key = _SIGNS.sub("", cleaned).lower()
    if _THAI_DIGIT.search(key):
        key = to_arabic(key)
    # Taking signs out can bring marks together that belong together.
    return key if len(key) == len(cleaned) else clean_text(key)


_keyed_before = lru_cache(maxsize=16_384)(_key)  # the words of lists repeat: places, kinds, headers


def _match_key_of_foreign(cleaned: str) -> str:
    """The key of a text with letters that are neither Thai nor plain Latin, until nothing changes any more."""
    key = to_arabic(_SIGNS_ANYWHERE.sub("", _decompose(cleaned).lower()))
    return key if key == cleaned else match_key(key)


def _decompose(text: str) -> str:
    """Full-width and accented letters to plain ones; Thai is left alone because sara am must not be taken apart."""
    return "".join(c if "\u0e00" <= c <= "\u0e7f" else unicodedata.normalize("NFKD", c) for c in text)
