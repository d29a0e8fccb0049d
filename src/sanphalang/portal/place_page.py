"""What the page of one place shows: the same to everybody, so it is drawn once for all who read the same language.

The number of queries does not depend on how much lies in a place.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanphalang.access.viewer import PUBLIC
from sanphalang.ledger.kept import kept
from sanphalang.organisations.counts import Counts
from sanphalang.places.models import AbolishedPlace, Area, Place
from sanphalang.places.names import BANGKOK, full_name, in_one_line, level_name, own_name
from sanphalang.places.queries import former_places
from sanphalang.places.rules import Level
from sanphalang.portal.figures import confirmed_share, counts_of
from sanphalang.portal.links import organisations_url, place_url
from sanphalang.portal.maps import RegionMap, region_map
from sanphalang.portal.people_panel import PeoplePanel, people_in
from sanphalang.portal.place_children import Children, children_of
from sanphalang.portal.place_facts import Fact, facts_of, freshness_of
from sanphalang.portal.place_profile import Beside, Lack, beside, kinds_chart, lacking
from sanphalang.reports.profile import Profile, profile_of
from sanphalang.web.charts import Chart
from sanphalang.web.freshness import Freshness
from sanphalang.web.table import Table

_FORMER_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place with its figures, drawn: what stands above, in the wider column, and around the panels of the other."""

    place: Place
    title: str
    lead: str
    crumbs: list[dict[str, str]]
    organisations: str
    above: SafeString
    main: SafeString
    side: SafeString
    about: SafeString


@dataclass(frozen=True, slots=True)
class PlaceInFigures:
    """What lies in a place and around it; ``due`` counts the records confirmed longer ago than 12 months."""

    place: Place
    counts: Counts
    due: int
    links: dict[str, str]
    children: Children
    profile: Profile
    kinds: Chart
    beside: Beside | None
    lacking: list[Lack]
    freshness: Table
    facts: list[Fact]
    former: list[AbolishedPlace]
    former_more: int
    map: RegionMap | None
    people: PeoplePanel | None

    @property
    def is_province(self) -> bool:
        """Whether the list of what lies inside is long: the map then stands beside it, not below."""
        return self.place.level == Level.PROVINCE

    @property
    def confirmed_share(self) -> str:
        """How many in a hundred were confirmed within the last twelve months."""
        return confirmed_share(self.counts).text


def place_page(place: Place) -> PlacePage:
    """Return what the page of a place shows everybody, as it stood at the last change, or at most a minute ago."""
    return kept(("page of a place", place.code, get_language()), lambda: _drawn(place), among="drawn")


def kinds_in(place: Place) -> Chart:
    """Return the organisations of a place by kind."""
    return kinds_chart(profile_of(PUBLIC, place))


def _drawn(place: Place) -> PlacePage:
    profile = profile_of(PUBLIC, place)
    around = list(profile.around)
    region = next((area for area in profile.areas if area.scheme == Area.Scheme.REGION), None)
    page = {"page": _in_figures(profile, region)}
    return PlacePage(
        place=place,
        title=full_name(place),
        lead=_lead(place, around),
        crumbs=_crumbs(around, region),
        organisations=organisations_url(place=place.code),
        above=render_to_string("portal/place_figures.html", page),
        main=render_to_string("portal/place_main.html", page),
        side=render_to_string("portal/place_side.html", page),
        about=render_to_string("portal/place_about.html", page),
    )


def _in_figures(profile: Profile, region: Area | None) -> PlaceInFigures:
    place, found = profile.place, profile.figures
    former = list(former_places(place))
    return PlaceInFigures(
        place=place,
        counts=counts_of(found),
        due=found.due,
        links={
            "all": organisations_url(place=place.code),
            "fresh": organisations_url(place=place.code, fresh=Freshness.FRESH),
            "due": organisations_url(place=place.code, fresh=Freshness.STALE),
        },
        children=children_of(profile),
        profile=profile,
        kinds=kinds_chart(profile),
        beside=beside(profile),
        lacking=lacking(profile),
        freshness=freshness_of(place, found.freshness),
        facts=facts_of(place, profile.areas),
        former=former[:_FORMER_SHOWN],
        former_more=max(len(former) - _FORMER_SHOWN, 0),
        map=region_map(region, place.code[:2]) if region else None,
        people=people_in(place.place_code, profile.people_of if profile.people_of != place else None),
    )


def _lead(place: Place, around: list[Place]) -> str:
    """Say what the place is and where: อำเภอ ในจังหวัดนครราชสีมา."""
    level = level_name(place.level, place.code)
    if place.code == BANGKOK:
        return _("The capital, with all its districts, subdistricts and communities")
    if place.level == Level.PROVINCE:
        return _("Province, with all its districts, subdistricts and villages")
    where = in_one_line(full_name(one) for one in reversed(around))
    return _("%(level)s in %(where)s") % {"level": level, "where": where}


def _crumbs(around: list[Place], region: Area | None) -> list[dict[str, str]]:
    crumbs = [{"label": _("Thailand"), "url": reverse("places")}]
    if region is not None:
        crumbs.append({"label": own_name(region), "url": f"{reverse('places')}#area-{region.code}"})
    return [*crumbs, *({"label": full_name(place), "url": place_url(place)} for place in around)]
