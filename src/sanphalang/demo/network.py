"""Local authorities and their network in the demo: the north-east as its own figures of 2563 tell it.

The document has two counts of members for one year, 869 by province and some 1,250 that joined by year, and does not
say why. The demo takes the rest to have left, so that both tables come out of the same records; that is invented.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle, islice

from sanphalang.demo.country import NAKHON_RATCHASIMA, Scale
from sanphalang.demo.northeast import CENTRES, JOINED, PROVINCES
from sanphalang.files.sources import source_named
from sanphalang.organisations.demo_network import CODES, Invented, Joined, put_demo_authorities, put_demo_network
from sanphalang.organisations.network_queries import InProvince
from sanphalang.places.models import Place
from sanphalang.places.queries import inside, provinces
from sanphalang.places.rules import Level
from sanphalang.reports import stated

SOURCE = "บัญชี อปท. (ตัวอย่าง)"


def make_network(scale: Scale, seed: int) -> int:
    """Make the authorities of the north-east, of Nakhon Ratchasima alone in the small country; return how many."""
    dice = random.Random(f"{seed}:network")  # noqa: S311 (nothing secret is made of it)
    places = {place.name_th: place for place in provinces()}
    told = [each for each in PROVINCES if scale is Scale.NATIONAL or places[each[0]].code == NAKHON_RATCHASIMA]
    codes = {name: list(_invented(places[name], counted.authorities)) for name, counted in told}
    ids = put_demo_authorities((one for found in codes.values() for one in found), source=source_named(SOURCE).pk)
    gone = _gone()
    years = [span for span, number in JOINED.items() for _one in range(number)]
    dice.shuffle(years)
    given = iter(years)
    joined: list[Joined] = []
    for name, counted in told:
        for number, one in enumerate(codes[name][: counted.members + gone[name]]):
            since, year = next(given)
            left = None if number < counted.members else stated.YEAR
            joined.append(Joined(one.code, since, year, left))
    trained = [row for name, counted in told for row in _trained(counted, [one.code for one in codes[name]])]
    put_demo_network(ids, joined, trained, _centres([row.code for row in joined if row.left is None]))
    return len(ids)


def _gone() -> dict[str, int]:
    """Share those who joined and are not told of as members out by the provinces' members, the rest one by one."""
    members = sum(counted.members for _name, counted in PROVINCES)
    left = sum(JOINED.values()) - members
    gone = {name: left * counted.members // members for name, counted in PROVINCES}
    for name, _counted in PROVINCES[: left - sum(gone.values())]:
        gone[name] += 1
    return gone


def _invented(province: Place, count: int) -> Iterator[Invented]:
    """Yield authorities as a province has them: its own, municipalities of districts, then one for each subdistrict."""
    around = (province.place_code.interval,)
    districts, subdistricts = inside(around, Level.DISTRICT), inside(around, Level.SUBDISTRICT)
    kinds = [
        *((f"องค์การบริหารส่วนจังหวัด{place.name_th}", "pao", place) for place in (province,)),
        *((f"เทศบาลตำบล{place.name_th}", "subdistrict_municipality", place) for place in districts),
        *((f"องค์การบริหารส่วนตำบล{place.name_th}", "sao", place) for place in subdistricts),
        *((f"เทศบาลตำบล{place.name_th}", "subdistrict_municipality", place) for place in subdistricts),
    ]
    for number, (name, kind, place) in enumerate(kinds[:count]):
        yield Invented(f"{CODES}{province.code}{number:03}", name, kind, place.padded, place.level)


def _trained(told: InProvince, codes: list[str]) -> Iterator[tuple[str, str, int, int | None]]:
    """Yield who was trained; where there were more authorities than people, of some nobody wrote down how many."""
    for kind, people, bodies in (
        ("camp", told.camp_people, told.camp_authorities),
        ("top_leader", told.top_people, told.top_authorities),
    ):
        for at, code in enumerate(codes[:bodies]):
            yield code, kind, stated.YEAR, ((people or 0) // bodies + (at < (people or 0) % bodies)) or None


def _centres(members: list[str]) -> Iterator[tuple[str, str, str, int | None, int]]:
    holders = cycle(members)
    for since, year, kind, issue, number in CENTRES:
        for code in islice(holders, number):
            yield code, kind, issue, since, year
