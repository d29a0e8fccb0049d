"""Who is looking: the second shared mechanism. Every read and every write starts from a viewer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import ceil

from sanphalang.access.roles import Act
from sanphalang.places.rules import NATION, Intervals, merged


@dataclass(frozen=True, slots=True)
class GrantedRole:
    """A role in force, over a set of intervals."""

    role: str
    intervals: Intervals
    centre_code: str = ""


@dataclass(frozen=True, slots=True)
class OpenStaffSession:
    """The timed session that one of the national team opened in this browser, for a written reason."""

    id: int
    reason: str
    ends_at: datetime

    @property
    def minutes_left(self) -> int:
        """How many minutes are left, the one that has begun included."""
        return max(0, ceil((self.ends_at - datetime.now(UTC)).total_seconds() / 60))


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person, or nobody, or the installation's operator, with the grants in force now."""

    actor: str
    name: str = ""
    user_id: int | None = None
    grants: tuple[GrantedRole, ...] = ()
    is_operator: bool = False
    has_second_factor: bool = False
    """Whether more than a password vouches for the person: a code, a passkey, or the machine at which they sit."""
    staff_session: OpenStaffSession | None = None
    missed: set[Act] = field(default_factory=set, compare=False, repr=False)
    """What was asked for and left out for want of a second factor alone, so that a refusal can say how to go on."""

    @property
    def is_signed_in(self) -> bool:
        """Whether this is an account or the operator, not the public."""
        return self.user_id is not None or self.is_operator

    @property
    def team_codes(self) -> tuple[str, ...]:
        """The centres at which a role is held, as addresses name them."""
        return tuple(dict.fromkeys(grant.centre_code or "national" for grant in self.grants))

    @property
    def territory(self) -> Intervals:
        """All intervals over which any role is held; the nation for the operator."""
        if self.is_operator:
            return NATION
        return merged(interval for grant in self.grants for interval in grant.intervals)


PUBLIC = Viewer(actor="public")
OPERATOR = Viewer(actor="operator", is_operator=True, has_second_factor=True)
