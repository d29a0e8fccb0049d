"""What a reader copies out of a printed page, or finds in it: สระอำ as it is written.

Thai type draws ำ as two shapes, a ring and the shape that า has too, and a PDF names one text for one shape: copied
text had ภำพ for ภาพ. Here each shape is named by what the letters call it (``uni0E32``), and where shapes stand for ำ
the page says so (ActualText), which viewers and screen readers obey; who does not obey it reads ํา.

A mark that type moves may begin where the next letter begins, or before the mark below it, and readers that put shapes
in order by where they begin copied ทีเ่รา for ที่เรา, น้ี for นี้. Such a letter says with its marks, in the same way, what
it stands for.
"""

from __future__ import annotations

import re
import unicodedata
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
_RISE = re.compile(rb"\S+ Ts")
_CALLED = re.compile(r"uni((?:[0-9A-F]{4})+)(?:\..*)?")
_CALLED_BY_WORD = {"yoYingthai": "ญ", "doChadathai": "ฎ", "toPatakthai": "ฏ", "thoThanthai": "ฐ", "loChulathai": "ฬ"}
_SAYS = b"/Span <</ActualText <feff%s>>> BDC"
_AM = b"0e33"
_DIGITS = 4  # of the number of a shape
_GAP = 80  # thousandths of a letter's size: what says what it stands for, and ends further left, is read with a space


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What the shapes of one set of letters are, by number: marks above and below, rings with the tone that some hold,
    tones, and the tail.
    """

    named: Mapping[bytes, bytes]
    marks: frozenset[bytes]
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
        frozenset(_number(number) for number, text in texts.items() if unicodedata.category(text[0]) == "Mn"),
        {_number(number): _hex(text[1:]) for number, text in texts.items() if text.startswith(_RING)},
        {_number(number): _hex(text) for number, text in texts.items() if text in _TONES},
        frozenset(_number(number) for number, text in texts.items() if text == _AA),
    )


def _text(name: str) -> str:
    called = _CALLED.fullmatch(name)
    if called is None:
        return _CALLED_BY_WORD.get(name.partition(".")[0], "")
    return bytes.fromhex(called[1]).decode("utf-16-be", "ignore")


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
            writer.add(command)
            continue
        for token in _TOKENS.finditer(shown[1]):
            if token[2] is not None:
                writer.move(token[2])
            else:
                writer.show(token[1], now)
    writer.close()
    return writer.done


class _Writer:
    """Writes commands anew, inside a mark that says what they stand for those from a ring to its tail, and letters
    whose marks stray.
    """

    def __init__(self) -> None:
        self.done: list[Any] = []
        self._array: list[bytes] = []
        self._ring: int | None = None  # where in what is done a ring waits for its tail
        self._tone = b""
        self._letter: int | None = None  # where in the array the last letter begins
        self._says = b""  # that letter with its marks
        self._moved = 0.0  # to the left, since that letter
        self._strays = False

    def add(self, command: Any) -> None:
        """Add a command that shows nothing. One that raises marks stands amid a letter, and does not end it."""
        if self._array and isinstance(command, bytes) and _RISE.fullmatch(command):
            self._array.append(b"] TJ\n" + command + b"\n[")
            return
        self.close()
        self.done.append(command)

    def move(self, number: bytes) -> None:
        """Add a move to the left."""
        self._array.append(number)
        self._moved += float(number)

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
                self._letter_or_mark(glyph, shapes)
            self._array.append(b"<" + glyph + b">")

    def close(self) -> None:
        """End the array under way."""
        self._end_letter()
        self._letter = None
        self._write()

    def _letter_or_mark(self, glyph: bytes, shapes: _Shapes) -> None:
        if glyph in shapes.marks:
            is_second = len(self._says) > _DIGITS
            self._strays = self._strays or self._moved < 0 or (is_second and 0 < self._moved < _GAP)
            self._says += shapes.named[glyph]
            return
        self._end_letter()
        self._letter = len(self._array) if glyph in shapes.named else None
        self._says, self._moved = shapes.named.get(glyph, b""), 0.0

    def _end_letter(self) -> None:
        if self._strays and self._letter is not None:
            marked, self._array = self._array[self._letter :], self._array[: self._letter]
            self._write()
            self._array = marked
            self.done.append(_SAYS % self._says)
            self._write()
            self.done.append(b"EMC")
        self._strays = False

    def _write(self) -> None:
        if self._array:
            self.done.append(b"[" + b" ".join(self._array) + b"] TJ")
            self._array = []

    def _tail(self, glyph: bytes) -> None:
        self._array.append(b"<" + glyph + b">")
        self.close()
        self.done.insert(self._ring or 0, _SAYS % (self._tone + _AM))
        self.done.append(b"EMC")
        self._ring = None
