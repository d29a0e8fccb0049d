"""The sheet of a place for the notice board of the community: what it says, before it is a PDF or a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.queries import centre_looking_after
from sanphalang.access.viewer import Viewer
from sanphalang.organisations.queries import names_inside
from sanphalang.people.counts import Cells
from sanphalang.people.suppression import Untold
from sanphalang.places.models import Place
from sanphalang.places.names import full_name, in_one_line, level_name, own_name
from sanphalang.places.rules import Level
from sanphalang.reports.document import Fact
from sanphalang.reports.profile import Profile, profile_of, title_of_children
from sanphalang.web.days import day_in_full
from sanphalang.web.figures import show_figure

_KINDS = 12  # kinds of organisations; the others share a line
_COMMITTEES = 6
LISTED = 72
"""Lines that fit on the second page at most: places inside, or names of organisations."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the sheet: its title, heads and rows as words; the first column is not a figure."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet. ``listed`` are lines in columns, of which ``more`` found no room; ``names`` are not to
    be broken at the end of a line.
    """

    title: str
    lead: str
    as_of: str
    address: str
    facts: Sequence[Fact]
    said: Sequence[str]
    kinds: Grid
    shares: Sequence[float]
    people: Grid
    people_note: str
    committees: Sequence[str]
    missing: Sequence[str]
    neighbours: Grid | None
    listed_title: str
    listed: Sequence[str]
    more: int
    kept_by: str
    names: Sequence[str]

    def shortened(self, lines: int) -> Sheet:
        """Return the sheet with fewer lines listed."""
        left_out = max(0, len(self.listed) - lines)
        return replace(self, listed=self.listed[:lines], more=self.more + left_out)


def sheet_of(viewer: Viewer, place: Place, *, address: str) -> Sheet:
    """Return the sheet of a place; ``address`` is where its page is, for the QR code."""
    profile = profile_of(viewer, place)
    title, listed, total = _listed(viewer, profile)
    kinds, shares = _kinds(profile)
    return Sheet(
        title=profile.name,
        lead=_lead(profile),
        as_of=_("As of %(day)s") % {"day": day_in_full(timezone.localdate())},
        address=address,
        facts=_facts(profile),
        said=profile.said,
        kinds=kinds,
        shares=shares,
        people=_people(profile),
        people_note=_people_note(profile.people),
        committees=[name for _id, name in profile.committees[:_COMMITTEES]],
        missing=[each.words for each in profile.missing],
        neighbours=_neighbours(profile),
        listed_title=title,
        listed=listed,
        more=total - len(listed),
        kept_by=_kept_by(profile),
        names=[own_name(each) for each in (place, *profile.around)],
    )


def _lead(profile: Profile) -> str:
    where = in_one_line(full_name(one) for one in reversed(profile.around))
    level = level_name(profile.place.level, profile.place.code)
    code = _("Official code %(code)s") % {"code": profile.place.code}
    return f"{where or level} · {code}"


def _facts(profile: Profile) -> list[Fact]:
    found = profile.figures
    share = f"{found.fresh / found.organisations:.0%}" if found.organisations else ""
    return [
        Fact(_("Community organisations"), show_figure(found.organisations)),
        Fact(_("Confirmed in the last 12 months"), show_figure(found.fresh), share),
        Fact(_("Committees and working groups"), show_figure(found.committees)),
        Fact(_("Local authorities"), show_figure(found.authorities)),
    ]


def _kinds(profile: Profile) -> tuple[Grid, list[float]]:
    """Return the kinds with how long the bar of each is, from 0 to 1."""
    counted = [(name, number) for _kind, name, number in profile.by_kind]
    if len(counted) > _KINDS:
        rest = sum(number for _name, number in counted[_KINDS - 1 :])
        others = _("%(count)d other kinds") % {"count": len(counted) - _KINDS + 1}
        counted = [*counted[: _KINDS - 1], (others, rest)]
    most = max((number for _name, number in counted), default=1)
    rows = [(name, show_figure(number)) for name, number in counted]
    title = _("Organisations by kind")
    return Grid(title, (_("Kind"), _("Organisations")), rows), [number / most for _name, number in counted]


def _people(profile: Profile) -> Grid:
    title = _("People of the network by role")
    if profile.people_of != profile.place:
        title = _("People of the network by role, %(place)s") % {"place": full_name(profile.people_of)}
    rows = [(str(profile.roles[role]), _told(cell)) for role, cell in profile.people.items()]
    return Grid(title, (_("Role"), _("Number of people")), rows)


def _told(cell: int | Untold) -> str:
    if cell is Untold.FEW:
        return _("Fewer than 5")
    return _("Not shown") if isinstance(cell, Untold) else show_figure(cell)


def _people_note(people: Cells) -> str:
    if not any(isinstance(cell, Untold) for cell in people.values()):
        return ""
    return _(
        "To protect people, numbers from one to four are not told, and with them as many others as it takes that they "
        "cannot be worked out."
    )


def _neighbours(profile: Profile) -> Grid | None:
    found = profile.neighbours
    if found is None:
        return None
    rows = []
    for each in found.nearest:
        name = full_name(each.place)
        total, fresh = each.figures.organisations, each.figures.fresh
        named = _("%(place)s (this place)") % {"place": name} if each.is_here else name
        rows.append((named, show_figure(total), f"{fresh / total:.0%}" if total else "–"))
    heads = (_("Place"), _("Organisations"), _("Confirmed in 12 months"))
    return Grid(_("Beside its neighbours in %(within)s") % {"within": found.within}, heads, rows)


def _listed(viewer: Viewer, profile: Profile) -> tuple[str, list[str], int]:
    """Return what the second page lists: the places inside with their organisations, else names of organisations."""
    place, total = profile.place, profile.figures.organisations
    direct = [child for child in profile.children if child.place.level != Level.VILLAGE]
    if place.level in {Level.PROVINCE, Level.DISTRICT} and direct:
        lines = [f"{full_name(child.place)} {show_figure(child.organisations)}" for child in direct]
        title = _("%(inside)s with their organisations") % {"inside": title_of_children(place)}
        return title, lines[:LISTED], len(lines)
    names = names_inside(viewer, place.place_code, limit=LISTED)
    closed = profile.figures.of("organisations", "status:closed")
    return _("Community organisations in the registry"), names, max(total - closed, len(names))


def _kept_by(profile: Profile) -> str:
    centre = centre_looking_after(profile.place.padded)
    if centre is None:
        return _("If something is not right, please tell the coordination centre of your area.")
    contact = centre.telephone or centre.email
    gaps = {"centre": own_name(centre), "contact": contact}
    if contact:
        return _("If something is not right, please tell %(centre)s, %(contact)s.") % gaps
    return _("If something is not right, please tell %(centre)s.") % gaps


def in_columns(lines: Sequence[str], count: int) -> Iterable[Sequence[str]]:
    """Return lines as columns of about equal length, to be read downwards."""
    length = -(-len(lines) // count)
    return [lines[at : at + length] for at in range(0, len(lines), length)] if lines else []
