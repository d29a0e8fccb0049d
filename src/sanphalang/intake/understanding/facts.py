"""What the cells of one column have in common."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sanphalang.intake.reading.cells import Row
from sanphalang.intake.understanding.marks import MARKS, cell_text, place_marks
from sanphalang.intake.understanding.places import PlaceNames

_PLACEHOLDERS = frozenset({"-", "--", "–", "—", ".", "ไม่มี", "ไม่ระบุ", "ไม่ทราบ", "n/a", "null", "none"})


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """Shares are of the filled cells, 0–1; ``counting`` is the share of cells one more than the number above."""

    rows: int
    filled: int
    distinct: int
    mean_length: float
    counting: float
    shares: Mapping[str, float] = field(default_factory=dict)

    def share(self, *marks: str) -> float:
        """Return the share of filled cells that bear the most frequent of these marks."""
        return max(self.shares.get(mark, 0.0) for mark in marks)

    @property
    def variety(self) -> float:
        """How many of the filled cells differ: 1 when all do."""
        return self.distinct / self.filled if self.filled else 0.0


def is_placeholder(text: str) -> bool:
    """Return whether the text only says that there is nothing to say."""
    return text.strip().lower() in _PLACEHOLDERS


def facts_of(column: int, rows: Sequence[Row], names: PlaceNames) -> ColumnFacts:
    """Return the facts of a column (0-based) over these rows."""
    texts = [cell_text(row.cells[column]) if column < len(row.cells) else "" for row in rows]
    filled = [text for text in texts if text and not is_placeholder(text)]
    if not filled:
        return ColumnFacts(len(rows), 0, 0, 0.0, 0.0)
    marks = {**MARKS, **place_marks(names)}
    times = Counter(filled)
    shares = {mark: sum(times[text] for text in times if test(text)) / len(filled) for mark, test in marks.items()}
    return ColumnFacts(
        rows=len(rows),
        filled=len(filled),
        distinct=len(times),
        mean_length=sum(map(len, filled)) / len(filled),
        counting=_counting(rows, texts),
        shares={mark: share for mark, share in shares.items() if share},
    )


def _counting(rows: Sequence[Row], texts: Sequence[str]) -> float:
    """Return the share of whole numbers that grow as the row numbers do, or begin again from the start of a block."""
    whole = [
        (row.number, int(text)) for row, text in zip(rows, texts, strict=True) if text.isascii() and text.isdigit()
    ]
    # A running number counts rows, so it cannot be beyond its row: codes that follow one another are.
    numbered = [(row, number) for row, number in whole if number <= row]
    if len(numbered) < 3 or len(numbered) < len(rows) / 2:
        return 0.0
    pairs = list(pairwise(numbered))
    steps = sum(
        later == earlier + gap or later <= gap < earlier
        for (row, earlier), (next_row, later) in pairs
        for gap in (next_row - row,)
    )
    return steps / len(pairs)
