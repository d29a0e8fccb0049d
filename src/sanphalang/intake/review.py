"""What was found in a batch, to be mended by kind: questions answered once for every row that asks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sanphalang.files import originals
from sanphalang.intake import case_shown, membership_shown, queries
from sanphalang.intake.case_cells import NAMES_SOMEBODY
from sanphalang.intake.citizen_ids import COVERED
from sanphalang.intake.cleaning import ASKS_FIRST, PLACE_FIELDS, place_columns, place_words
from sanphalang.intake.finding_sentences import FINDINGS
from sanphalang.intake.joining import DIFFERS
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.models import Finding, ImportBatch
from sanphalang.intake.person_shown import shown_field
from sanphalang.intake.registers import names_people, tells_cases, tells_memberships
from sanphalang.intake.sentences import Said
from sanphalang.intake.shown_values import shown_cell, shown_value
from sanphalang.intake.sight import HIDDEN, Sight
from sanphalang.intake.words import FIELDS
from sanphalang.knowledge.from_lists import TOLD
from sanphalang.organisations.queries import kind_names
from sanphalang.places.queries import lines
from sanphalang.places.rules import PlaceCode

State = Literal["asks", "used", "refused", "blank", "told"]
ANSWERED_BY_PLACE = frozenset({"place_unknown", "place_ambiguous"})
"""Found in rows that are answered place by place."""
_TOLD_AS_CODES = frozenset({"place_unsure", "place_from_context"})
"""Findings whose detail is the official codes of the places that were read."""
_ORDER = ("asks", "refused", "blank", "used", "told")
_LOOKED_AT = 2_000
_GROUPS = 8

Kind = originals.Kind


@dataclass(frozen=True, slots=True)
class Found:
    """One kind of finding: in how many cells, an example, and what has been said about it.

    ``state``: ``asks`` waits for an answer, ``used`` is mended, ``refused`` was left blank by a person, ``blank`` could
    not be read, ``told`` needs no answer. ``private_row`` is the row of an example that not everybody may see.
    """

    kind: str
    said: Said
    fields: str
    rows: int
    before: str
    after: str
    state: State
    private_row: int | None = None

    @property
    def may_be_used(self) -> bool:
        """Whether a person may have the reading used in every row."""
        return self.state in {"asks", "refused"}

    @property
    def may_be_blank(self) -> bool:
        """Whether a person may have the cell left blank in every row."""
        return self.state in {"asks", "used"} and not self.kind.startswith("place_")


@dataclass(slots=True)
class PlaceQuestion:
    """Rows that say the same of a place that is not known for certain, with the places that it may be."""

    spelling: str
    written: str
    options: list[tuple[str, str]]
    rows: list[int] = field(default_factory=list)

    @property
    def first_row(self) -> int:
        """The row by which the question is named in the form."""
        return self.rows[0]


class Cells:
    """The cells of some rows of a batch as they came and as people corrected them."""

    def __init__(self, batch: ImportBatch, numbers: Iterable[int]) -> None:
        wanted = sorted(set(numbers))
        self._cells = originals.read_some(Kind.CELLS, batch.pk, wanted)
        self._values = originals.read_some(Kind.VALUES, batch.pk, wanted)
        self.corrected = originals.read_some(Kind.CORRECTED, batch.pk, wanted)
        self._column = {column["field"]: column["index"] for column in batch.layout["columns"] if column["field"]}
        self.place_columns = place_columns({index: name for name, index in self._column.items()})

    def of(self, number: int, name: str) -> Any:
        """Return the cell of a field as it is in force."""
        corrected = self.corrected.get(number, {})
        if name in corrected:
            return corrected[name]
        cells = self._cells.get(number, [])
        index = self._column.get(name, len(cells))
        return cells[index] if index < len(cells) else None

    def name_read(self, number: int) -> str:
        """Return the name that was read, which may stand in another cell than its own."""
        return str(self._values.get(number, {}).get("name", ""))

    def place(self, number: int) -> list[str]:
        """Return the words that tell the place."""
        return place_words(self.place_columns, self._cells.get(number, []), self.corrected.get(number))[0]


def found_by_kind(batch: ImportBatch, sight: Sight) -> list[Found]:
    """Return what was found, questions first, then by the number of rows; examples as far as the viewer sees them."""
    by_kind: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for name, seen in batch.found.items():
        where, _dot, kind = name.partition(".")
        if kind in FINDINGS and kind not in ANSWERED_BY_PLACE:
            by_kind.setdefault(kind, []).append((where, seen))
    examples = [seen["example"] for places in by_kind.values() for _where, seen in places]
    details = Finding.objects.filter(batch=batch, row__in=examples).values_list("row", "kind", "detail")
    details_of = {(row, kind): detail for row, kind, detail in details}
    reader = _Examples(batch, Cells(batch, examples), details_of, sight)
    answers = dict(batch.choices.filter(field="guess").values_list("written", "value"))
    found = [reader.found(kind, places, answers.get(kind, "")) for kind, places in by_kind.items()]
    return sorted(found, key=lambda each: (_ORDER.index(each.state), -each.rows))


class _Examples:
    """Shows for each kind one cell before and after."""

    def __init__(self, batch: ImportBatch, cells: Cells, details: Mapping[tuple[int, str], str], sight: Sight) -> None:
        self._cells = cells
        self._sight = sight
        self._details = details
        cleaners = IMPORT_KINDS[batch.kind].cleaners
        self._cleaners = cleaners() if cleaners else {}
        self._kinds = kind_names()
        self._of_people, self._of_cases = names_people(batch), tells_cases(batch)
        self._of_memberships = tells_memberships(batch)
        codes = (codes.split() for (_row, kind), codes in details.items() if kind in _TOLD_AS_CODES)
        self._places = lines(_padded(code) for some in codes for code in some)

    def found(self, kind: str, places: Sequence[tuple[str, Mapping[str, Any]]], answer: str) -> Found:
        name, seen = places[0]
        before, after, state = self._example(kind, name, seen["example"])
        if kind in ASKS_FIRST and answer != "yes":
            state = "refused" if answer == "no" and not kind.startswith("place_") else "asks"
        elif state == "used" and answer == "no":
            state = "refused"
        labels = ", ".join(str(FIELDS.get(each, each)) for each, _seen in places)
        rows = sum(seen["rows"] for _name, seen in places)
        shows_private = name in self._sight.private and before not in ("", str(HIDDEN))
        row = seen["example"] if shows_private else None
        return Found(kind, FINDINGS[kind], labels, rows, before, after, state, row)

    def _example(self, kind: str, name: str, row: int) -> tuple[str, str, State]:
        detail = self._details.get((row, kind), "")
        if name == "place":
            return self._place_example(kind, row, detail)
        if kind == COVERED:
            return "", "", "told"
        cell = self._cells.of(row, name)
        if name == "name" or name not in self._cleaners:
            said = detail or self._cells.name_read(row)
            return shown_cell(cell), said if said != shown_cell(cell) else "", "told"
        if kind in {DIFFERS, NAMES_SOMEBODY}:  # nothing was read otherwise
            return str(HIDDEN) if self._sight.hides(name) else shown_cell(cell), "", "told"
        value = self._cleaners[name](cell)[0]
        after = self._shown(name, value)
        state: State = "used" if after else "blank"
        if self._sight.hides(name, corrected=name in self._cells.corrected.get(row, {})):
            return str(HIDDEN), "", state
        return shown_cell(cell), after, state

    def _shown(self, name: str, value: Any) -> str:
        values = value if isinstance(value, Mapping) else {name: value}
        if self._of_cases:
            return str(value or "") if name in TOLD else case_shown.shown_field(name, values)
        if self._of_memberships:
            return membership_shown.shown_field(name, values)
        return shown_field(name, values) if self._of_people else shown_value(name, value, self._kinds)

    def _place_example(self, kind: str, row: int, detail: str) -> tuple[str, str, State]:
        if kind in _TOLD_AS_CODES:
            codes = detail.split()
            return (
                written_place(self._cells.place(row), self._sight),
                self._places.get(_padded(codes[0]), "") if codes else "",
                "told",
            )
        before, _arrow, after = detail.partition(" → ")
        return before, after, "told"


def place_questions(batch: ImportBatch, sight: Sight) -> list[PlaceQuestion]:
    """Return the spellings of places to be answered, most rows first.

    Looks at the first 2,000 such rows; answering them brings up the rest.
    """
    numbers = list(queries.rows_without_sure_place(batch).values_list("number", flat=True)[:_LOOKED_AT])
    cells = Cells(batch, numbers)
    options = {
        finding.row: finding.detail.split()
        for finding in Finding.objects.filter(batch=batch, row__in=numbers, field="place").order_by("id")
        if finding.kind in ANSWERED_BY_PLACE or finding.kind == "place_unsure"
    }
    groups: dict[str, PlaceQuestion] = {}
    for number in numbers:
        words = cells.place(number)
        spelling = IMPORT_KINDS[batch.kind].spelling(words)
        if spelling not in groups:
            groups[spelling] = PlaceQuestion(spelling, written_place(words, sight), _options(options.get(number, ())))
        groups[spelling].rows.append(number)
    largest = sorted(groups.values(), key=lambda group: -len(group.rows))[:_GROUPS]
    names = lines(_padded(code) for group in largest for code, _name in group.options)
    for group in largest:
        group.options = [(code, names.get(_padded(code), code)) for code, _name in group.options]
    return largest


def _options(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, code) for code in dict.fromkeys(codes)]


def written_place(words: Sequence[str], sight: Sight) -> str:
    """Return the words that tell a place as one line, in the order in which addresses are written.

    Where somebody lives is left out for who may not see it.
    """
    order = (
        "address",
        "village",
        "subdistrict",
        "local_authority",
        "district",
        "province",
        "postal_code",
        "place_code",
    )
    return " ".join(
        text for name in order if (text := words[PLACE_FIELDS.index(name)].strip()) and not sight.hides(name)
    )


def _padded(code: str) -> int:
    return PlaceCode.parse(code).padded
