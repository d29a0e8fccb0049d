"""The tables of rounds, declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.places.names import own_name
from sanphalang.places.queries import lines
from sanphalang.verification.assigning import Part
from sanphalang.verification.board import DISTRICTS_FROM, Board, Tally
from sanphalang.verification.models import VerificationRound
from sanphalang.verification.round_rules import Outcome, TaskState
from sanphalang.verification.round_words import OUTCOME_TONES, OUTCOMES, ROUND_STATES, ROUND_TONES
from sanphalang.web.days import day_shown
from sanphalang.web.table import Cell, Column, Table

_FAR = (
    Column(gettext_lazy("Records"), kind="figure"),
    Column(gettext_lazy("Checked"), kind="figure"),
    Column(gettext_lazy("Wait for approval"), kind="figure"),
    Column(gettext_lazy("Left"), kind="figure"),
)


def rounds_table(rounds: Sequence[VerificationRound], tallies: Mapping[int, Tally], *, several: bool) -> Table:
    """Return the rounds of a viewer; with the centre where there are several."""
    columns = [Column(_("Round")), Column(_("State")), Column(_("Last day")), *_FAR]
    rows = []
    for each in rounds:
        url = reverse("verification:round", args=[each.pk])
        note = own_name(each.centre) if several else ""
        state = Cell(ROUND_STATES[each.state], tone=ROUND_TONES[each.state])
        rows.append([Cell(each.name, url=url, note=note), state, Cell(day_shown(each.until)), *_far(tallies[each.pk])])
    return Table(columns, rows, _("Rounds of verification"))


def outcomes_table(board: Board) -> Table:
    """Return how many records were found how."""
    rows = [
        [
            Cell(OUTCOMES[outcome], url=tasks_url(board.round, state=TaskState.DONE, outcome=outcome.value)),
            Cell(board.outcomes[outcome]),
        ]
        for outcome in Outcome
        if outcome is not Outcome.MERGED or board.outcomes[outcome]
    ]
    return Table([Column(_("Outcome")), Column(_("Records"), kind="figure")], rows, _("By outcome"), phone="keep")


def people_table(board: Board, names: Mapping[int, str]) -> Table:
    """Return how far each person is; what nobody was given comes first."""
    ordered = sorted(board.people, key=lambda person: (person is not None, names.get(person or 0, "")))
    rows = []
    for person in ordered:
        tally, name = board.people[person], _("Nobody yet") if person is None else names.get(person, _("A colleague"))
        url = tasks_url(board.round, person="none" if person is None else str(person))
        rows.append([Cell(name, url=url), *_far(tally), _late(board, tally)])
    return Table([Column(_("Who checks")), *_FAR, Column(_("In time"))], rows, _("By person"))


def parts_table(board: Board, names: Mapping[int, str], *, district: Part | None) -> Table:
    """Return how far each part is, and who checks it: districts first where there are many subdistricts."""
    is_by_district = district is None and len(board.parts) > DISTRICTS_FROM
    if is_by_district:
        tallies = board.districts()
    else:
        tallies = board.parts if district is None else board.inside(district.first, district.last)
    where, address = lines(tallies), reverse("verification:round", args=[board.round.pk])
    rows = []
    for place, tally in tallies.items():
        opened = f"{address}?district={place // 10_000}" if is_by_district and place % 1_000_000 else ""
        name = Cell(where.get(place, str(place)), url=opened or tasks_url(board.round, part=Part.of(place).text))
        rows.append([name, *_far(tally), Cell(who_checks(tally, names)), _late(board, tally)])
    first = Column(_("District")) if is_by_district else Column(_("Subdistrict"))
    return Table([first, *_FAR, Column(_("Who checks")), Column(_("In time"))], rows, _("By place"))


def who_checks(tally: Tally, names: Mapping[int, str]) -> str:
    """Return who was given the open records of a part, most first; a dash where none is left."""
    told = [
        _("Nobody yet") if person is None else names.get(person, _("A colleague"))
        for person, _count in tally.people.most_common()
    ]
    return ", ".join(told) or "–"


def tasks_url(found: VerificationRound, **narrowed: str) -> str:
    """Return the address of a round's records, narrowed."""
    address = reverse("verification:tasks", args=[found.pk])
    return f"{address}?{urlencode(narrowed)}" if narrowed else address


def _far(tally: Tally) -> list[Cell]:
    return [Cell(tally.total), Cell(tally.done), Cell(tally.sent), Cell(tally.open)]


def _late(board: Board, tally: Tally) -> Cell:
    if not tally.open:
        return Cell(_("Done"), tone="right")
    if board.is_late(tally):
        return Cell(_("Late"), tone="doubt")
    return Cell(_("In time"), tone="quiet") if tally.answered else Cell(_("Not begun"), tone="quiet")


def tasks_table(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Return records of a round as the list shows them."""
    columns = [Column(_("Name")), Column(_("Place")), Column(_("State")), Column(_("Outcome")), Column(_("Who checks"))]
    shown = [
        [
            Cell(row["name"], url=row["url"]),
            Cell(row["place"], note=row["village"]),
            Cell(row["state"], tone=row["state_tone"], note=row["day"]),
            Cell(OUTCOMES[row["outcome"]], tone=OUTCOME_TONES[row["outcome"]]) if row["outcome"] else Cell("–"),
            Cell(row["person"] or _("Nobody yet")),
        ]
        for row in rows
    ]
    return Table(columns, shown, _("Records of the round"))
