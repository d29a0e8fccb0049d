"""What belongs to no place: figures and notes of the programme, and problems that somebody reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.committees.tests.factories import days_ago
from sanphalang.manual.actions import report_problem
from sanphalang.programme.actions import enter_reading
from sanphalang.programme.activity_actions import note_progress

if TYPE_CHECKING:
    from tests.access.world import World


def add_what_lies_nowhere(world: World) -> None:
    """Enter a figure by hand, note how far an activity is, and report a problem in words that are not for everybody."""
    values = {"value": 3, "day": days_ago(1), "centre": None, "source": "รายงานทดลอง"}
    world.add("figure by hand", "nowhere", None, reading_id=enter_reading(OPERATOR, "KPI2", values=values))
    noted = {"day": days_ago(1), "progress": 10, "spent": None, "text": "ทดลอง"}
    world.add("note on an activity", "nowhere", None, note_id=note_progress(OPERATOR, "1.1", values=noted))
    words = "นกเงือกแจ้งปัญหา"
    report = report_problem(PUBLIC, values={"page": "/places/30/", "language": "th", "happened": words})
    world.add("reported problem", "nowhere", None, number=report, state="seen")
    world.hide("nowhere", "manual.solve_problems", words)
