"""Thai and Arabic digits."""

import re

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_THAI_DIGIT = re.compile("[๐-๙]")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def to_arabic(text: str) -> str:
    """Return the text with ๐–๙ written 0–9."""
    # Most texts have none, and looking for one costs a tenth of writing the text anew.
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def to_thai(text: str) -> str:
    """Return the text with 0–9 written ๐–๙, as official print wants them."""
    return text.translate(_TO_THAI)
