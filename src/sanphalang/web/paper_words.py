"""What a reader copies out of a printed page, or finds in it: สระอำ as it is written.

Thai type draws ำ as two shapes, a ring and the shape that า has too, and a PDF names one text for one shape: copied
text had ภำพ for ภาพ. Here each shape is named by what the letters call it (``uni0E32``), and where shapes stand for ำ
the page says so (ActualText), which viewers and screen readers obey; who does not obey it reads ํา.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_AA, _RING, _TONES = "\u0e32", "\u0e4d", "่้๊๋"
_FONT = re.compile(rb"/(\S+) \S+ Tf")
_SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_TOKENS = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.]+)")
_NAMED = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]*>")
_CALLED = re.compile(r"uni((?:[0-9A-F]{4})+)(?:\..*)?")
_SAYS = b"/Span <</ActualText <feff%s0e33>>> BDC"
_DIGITS = 4  # of the number of a shape


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What the shapes of one set of letters are, by number: rings with the tone that some hold, tones, and the tail."""

    named: Mapping[bytes, bytes]
    rings: Mapping[bytes, bytes]
    tones: Mapping[bytes, bytes]
    tails: frozenset[bytes]


def name_letters(file_of: Callable[[str, int], Path | None], document: Any, pdf: Any) -> None:
    """Set the letters of a PDF right before it is written (WeasyPrint's ``finisher``).

    ``file_of`` tells of which file the letters of a family and a weight are: what WeasyPrint makes of it has lost the
    names of the shapes.
    """
    shapes = {font.hash.encode(): _shapes(file_of(font.family, font.weight)) for font in document.fonts.values()}
    names = {
        each["ToUnicode"]: shapes[each["BaseFont"][1:].partition(b"+")[0]]
        for each in pdf.objects
        if isinstance(each, dict) and "ToUnicode" in each and "BaseFont" in each
    }
    for each in pdf.objects:
        commands = getattr(each, "stream", None)
        if not isinstance(commands, list):
            continue
        if each.reference in names:
            each.stream = [_renamed(command, names[each.reference]) for command in commands]
        else:
            each.stream = _rewritten(commands, shapes)


@cache
def _shapes(letters: Path | None) -> _Shapes:
    from fontTools.ttLib import TTFont

    order = [] if letters is None else TTFont(letters).getGlyphOrder()
    texts = {number: text for number, name in enumerate(order) if (text := _text(name))}
    return _Shapes(
        {_number(number): _hex(text) for number, text in texts.items()},
        {_number(number): _hex(text[1:]) for number, text in texts.items() if text.startswith(_RING)},
        {_number(number): _hex(text) for number, text in texts.items() if text in _TONES},
        frozenset(_number(number) for number, text in texts.items() if text == _AA),
    )


def _text(name: str) -> str:
    called = _CALLED.fullmatch(name)
    return bytes.fromhex(called[1]).decode("utf-16-be", "ignore") if called else ""


def _number(glyph: int) -> bytes:
    return f"{glyph:04x}".encode()


def _hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().encode()


def _renamed(command: bytes, shapes: _Shapes) -> bytes:
    found = _NAMED.fullmatch(command)
    if found is None or found[1] not in shapes.named:
        return command
    return b"<%s> <%s>" % (found[1], shapes.named[found[1]])


def _rewritten(commands: list[Any], shapes: Mapping[bytes, _Shapes]) -> list[Any]:
    now: _Shapes | None = None
    writer = _Writer()
    for command in commands:
        if isinstance(command, bytes) and (font := _FONT.fullmatch(command)):
            now = shapes.get(font[1])
        shown = _SHOWN.fullmatch(command) if isinstance(command, bytes) and now else None
        if shown is None or now is None:
            writer.done.append(command)
            continue
        for token in _TOKENS.finditer(shown[1]):
            if token[2] is not None:
                writer.array.append(token[2])
            else:
                writer.show(token[1], now)
        writer.close()
    return writer.done


class _Writer:
    """Writes commands anew, those from a ring to its tail inside a mark that says what they stand for."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.array: list[bytes] = []
        self._ring: int | None = None  # where in what is done a ring waits for its tail
        self._tone = b""

    def show(self, glyphs: bytes, shapes: _Shapes) -> None:
        """Add shapes, given by their numbers one after the other."""
        for at in range(0, len(glyphs), _DIGITS):
            glyph = glyphs[at : at + _DIGITS]
            if glyph in shapes.rings:
                self.close()
                self._ring, self._tone = len(self.done), shapes.rings[glyph]
            elif self._ring is not None and glyph in shapes.tails:
                self._tail(glyph)
                continue
            elif self._ring is not None and glyph in shapes.tones:
                self._tone = shapes.tones[glyph]
            else:
                self._ring = None
            self.array.append(b"<" + glyph + b">")

    def close(self) -> None:
        """End the array under way."""
        if self.array:
            self.done.append(b"[" + b" ".join(self.array) + b"] TJ")
            self.array = []

    def _tail(self, glyph: bytes) -> None:
        self.array.append(b"<" + glyph + b">")
        self.close()
        self.done.insert(self._ring or 0, _SAYS % self._tone)
        self.done.append(b"EMC")
        self._ring = None
