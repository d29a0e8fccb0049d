"""Many numbers in few words: how an entry tells exactly which people were in a file, or which rows were shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def as_ranges(numbers: Iterable[int]) -> str:
    """Return numbers in as few words as tell them all: 1-3 7 9-12."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number <= ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def ranges_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield first and last of each range of such a text."""
    for part in text.split():
        first, _dash, last = part.partition("-")
        yield int(first), int(last or first)


def numbers_in(text: str) -> Iterator[int]:
    """Yield all the numbers that such a text tells."""
    for first, last in ranges_in(text):
        yield from range(first, last + 1)
