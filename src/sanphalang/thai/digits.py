"""Thai and Arabic digits."""

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def to_arabic(text: str) -> str:
    """Return the text with ๐–๙ written 0–9."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """Return the text with 0–9 written ๐–๙, as official print wants them."""
    return text.translate(_TO_THAI)
