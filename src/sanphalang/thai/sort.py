"""Thai dictionary order as bytes that any database can compare.

The Royal Institute's dictionary (พจนานุกรมฉบับราชบัณฑิตยสถาน) sorts a word by its consonants and vowels in the order of
the alphabet, a leading vowel (เ แ โ ใ ไ) after the consonant it is spoken with; tone marks, ็ and ์ decide only between
words that are otherwise equal. SQLite cannot do this and PostgreSQL's locales differ between machines, so the order is
stored: three levels joined in one short byte string.
"""

import re
import unicodedata

from sanphalang.thai.key import clean_text

KEY_BYTES = 160
"""No key is longer."""

_PRIMARY_CHARS = 96
_DIGIT, _LATIN, _THAI, _OTHER = 0x10, 0x20, 0x40, 0xF0
_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_SECONDARY = re.compile("[็-๎]")
_SIGNS = re.compile(r"[^\wั-ฺ็-๎]|[_ๆฯ]")
# What decides last: signs, capitals, Thai digits.
_TERTIARY = re.compile("[^a-z0-9ก-ฮะ-ฺเ-ไ็-๎]")


class _PrimaryWeights(dict[int, str | None]):
    """Code point to its weight as one Latin-1 character, None where it has none; foreign letters are added when met."""

    def __missing__(self, code: int) -> str | None:
        weight = self[code] = _foreign_weight(chr(code))
        return weight


def _foreign_weight(char: str) -> str | None:
    plain = unicodedata.normalize("NFKD", char).lower()
    known = "".join(w for c in plain if ord(c) in _WEIGHTS and (w := _WEIGHTS[ord(c)]))
    if known or not char.isalpha():
        return known or None
    return chr(_OTHER) + char.encode("utf-8", "surrogatepass").decode("latin-1")


_WEIGHTS = _PrimaryWeights()
_WEIGHTS.update({ord("0") + n: chr(_DIGIT + n) for n in range(10)})
_WEIGHTS.update({ord("๐") + n: chr(_DIGIT + n) for n in range(10)})
_WEIGHTS.update({ord("a") + n: chr(_LATIN + n) for n in range(26)})
_WEIGHTS.update({ord("A") + n: chr(_LATIN + n) for n in range(26)})
_WEIGHTS.update({code: chr(_THAI + code - 0x0E01) for code in range(0x0E01, 0x0E45)})
_WEIGHTS.update({ord("ๅ"): _WEIGHTS[ord("า")], ord("ฯ"): None, ord("฿"): None, 0x0E3A: None})
_WEIGHTS.update(dict.fromkeys(range(0x0E46, 0x0E50)))
_WEIGHTS.update(dict.fromkeys(range(0x20, 0x30)))


def sort_key(text: str) -> bytes:
    """Return bytes whose bytewise order is the dictionary order of the texts: digits, then Latin, then Thai.

    Thai and Arabic digits are equal, capitals and small letters are equal, signs and spaces are not seen, until two
    texts are equal in everything else. At most :data:`KEY_BYTES` long; texts that agree in their first 96 letters may
    tie.
    """
    text = clean_text(text)
    parts = _LEADING_VOWEL.split(text)
    parts[1::3], parts[2::3] = parts[2::3], parts[1::3]
    spoken = "".join(parts)
    primary = spoken.translate(_WEIGHTS)[:_PRIMARY_CHARS].encode("latin-1")
    tertiary = _marks(_TERTIARY, spoken)
    secondary = _marks(_SECONDARY, _SIGNS.sub("", spoken) if tertiary else spoken)
    return (primary + b"\0" + secondary + b"\0" + tertiary).rstrip(b"\0")[:KEY_BYTES]


def _marks(pattern: re.Pattern[str], text: str) -> bytes:
    """Where the marks stand, so that of two words the one whose first differing mark comes later is the smaller."""
    found = pattern.finditer(text, 0, _PRIMARY_CHARS)
    return bytes([byte for m in found for byte in (255 - m.start(), (ord(m[0]) & 0x7F) + 1)])
