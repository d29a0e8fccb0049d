"""Pure decisions about committees, their members and their meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

SUBJECT, ORDER, POST = "committee", "committee_order", "post"
"""What the ledger calls a committee (with its members and meetings), an order, and a post."""


RECORDED_IN_CLEAR = frozenset(
    {
        *("kind", "place", "status", "state", "position", "sector", "core_organisation", "published", "file_published"),
        *("issued_on", "effective_from", "effective_until", "starts_on", "ends_on", "held_on", "due_on", "on"),
        *("about", "person", "organisation", "local_authority", "order", "meeting", "agenda_item"),
    }
)
"""What the ledger keeps as it is: closed lists, days, numbers of records. Of words it keeps keyed digests, for they may
name somebody, and it outlives who asks to be erased."""


class CommitteeKind(StrEnum):
    """What sort of body it is."""

    COMMITTEE = "committee"  # คณะกรรมการ
    WORKING_GROUP = "working_group"  # คณะทำงาน
    LEADERS_COUNCIL = "leaders_council"  # สภาผู้นำ


class Status(StrEnum):
    """Whether it still works."""

    ACTIVE = "active"
    ENDED = "ended"


class Position(StrEnum):
    """What a member is in a committee (ตำแหน่ง), in the order in which members are listed."""

    CHAIR = "chair"  # ประธาน
    VICE_CHAIR = "vice_chair"  # รองประธาน
    ADVISER = "adviser"  # ที่ปรึกษา
    MEMBER = "member"  # กรรมการ
    SECRETARY = "secretary"  # เลขานุการ
    ASSISTANT_SECRETARY = "assistant_secretary"  # ผู้ช่วยเลขานุการ


class Sector(StrEnum):
    """A partner sector (ภาคี, ๗ ภาคี)."""

    GOVERNMENT = "government"
    RELIGIOUS = "religious"
    ACADEMIC = "academic"
    PRIVATE = "private"
    CIVIL_SOCIETY = "civil_society"
    CITIZENS = "citizens"
    MEDIA = "media"


class CoreOrganisation(StrEnum):
    """One of the four core organisations (๔ องค์กรหลัก)."""

    LOCAL_AUTHORITY = "local_authority"  # อปท.
    VILLAGE_HEAD_LINE = "village_head_line"  # ท้องที่: กำนัน ผู้ใหญ่บ้าน
    COMMUNITY_ORGANISATION = "community_organisation"  # องค์กรชุมชน
    STATE_AGENCY = "state_agency"  # หน่วยงานรัฐในพื้นที่


class OrderState(StrEnum):
    """Whether an order is in force: a draft is nobody's business but its makers'."""

    DRAFT = "draft"
    SIGNED = "signed"


class ResolutionState(StrEnum):
    """What became of a resolution (มติ)."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


OPEN_STATES = (ResolutionState.OPEN, ResolutionState.DOING)


class Term(NamedTuple):
    """A real interval of days (วาระ); without an end it goes on."""

    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether it is in force on a day; the first and the last day count."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def overlaps(self, other: Term) -> bool:
        """Say whether there is a day on which both are in force."""
        begins_in_time = other.ends_on is None or self.starts_on <= other.ends_on
        return begins_in_time and (self.ends_on is None or other.starts_on <= self.ends_on)


def is_overdue(state: str, due_on: date | None, today: date) -> bool:
    """Say whether a resolution should have been carried out by now."""
    return state in OPEN_STATES and due_on is not None and due_on < today


class Represented(NamedTuple):
    """Which sectors and core organisations sit in a committee: how many members each pair has, and who is missing."""

    counts: dict[tuple[str, str], int]
    missing_sectors: tuple[Sector, ...]
    missing_core: tuple[CoreOrganisation, ...]


def represented(seats: Iterable[tuple[str, str]]) -> Represented:
    """Count the members in office by their sector and core organisation, either of which may be empty."""
    counts: dict[tuple[str, str], int] = {}
    for seat in seats:
        counts[seat] = counts.get(seat, 0) + 1
    sectors, core = {sector for sector, _core in counts}, {core for _sector, core in counts}
    return Represented(
        counts,
        tuple(sector for sector in Sector if sector not in sectors),
        tuple(each for each in CoreOrganisation if each not in core),
    )
