"""Making the synthetic country and removing it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from sanphalang.access.demo_accounts import add_demo_account, demo_actors, remove_demo_accounts
from sanphalang.access.policy import Refused
from sanphalang.access.queries import centre_with_code
from sanphalang.access.viewer import Viewer
from sanphalang.committees import demo_records
from sanphalang.demo.accounts import PASSWORD, SIGN_INS
from sanphalang.demo.committees import make_committees
from sanphalang.demo.country import NAKHON_RATCHASIMA, Scale, Subdistrict, settle
from sanphalang.demo.doubled import Plantation
from sanphalang.demo.invention import invent
from sanphalang.demo.kinds import SOURCES
from sanphalang.demo.knowledge import make_knowledge
from sanphalang.demo.network import SOURCE as SOURCE_OF_AUTHORITIES
from sanphalang.demo.network import make_network
from sanphalang.demo.partners import academic_partners, make_partnerships
from sanphalang.demo.people_invention import invent_people, settle_people
from sanphalang.demo.people_rows import write_people
from sanphalang.demo.people_words import SOURCE as SOURCE_OF_PEOPLE
from sanphalang.demo.rounds import make_round
from sanphalang.demo.rows import DEMO_BATCH, write_organisations
from sanphalang.files import whole_batches as batches
from sanphalang.files.sources import source_named
from sanphalang.knowledge import demo_records as knowledge
from sanphalang.ledger.actions import record
from sanphalang.organisations import demo_network, whole_batches
from sanphalang.people.register import REGISTER as PEOPLE
from sanphalang.programme import demo_records as programme
from sanphalang.verification.demo_records import remove_rounds
from sanphalang.verification.sampling import forget_samples, take_samples_of_the_year


class Doubles(NamedTuple):
    """Records that were made from others: the id of the original and of the copy, and whether both are one."""

    organisations: list[tuple[int, int, bool]]
    people: list[tuple[int, int, bool]]


class Made(NamedTuple):
    """What was made."""

    organisations: int
    people: int
    doubles: Doubles = Doubles([], [])


class Removed(NamedTuple):
    """What a removal took away, and what it left because the demo did not make it: all together, and by kind."""

    organisations: int
    people: int
    accounts: int
    left: int
    organisations_left: int
    people_left: int


def make_country(viewer: Viewer, *, scale: Scale, seed: int, today: date, doubled: bool = False) -> Made:
    """Make the synthetic country of a scale with its accounts; return how many organisations and people it has.

    ``doubled`` plants duplicates and near-twins besides, and tells which. All or nothing. Raises :class:`Refused` under
    production settings, before ``init``, for anyone but the operator, and where there is any organisation or person
    already.
    """
    _check_may_be_made(viewer)
    with transaction.atomic():
        return _make(viewer, settle(scale, seed), scale=scale, seed=seed, today=today, doubled=doubled)


def _make(
    viewer: Viewer, settled: list[tuple[Subdistrict, int]], *, scale: Scale, seed: int, today: date, doubled: bool
) -> Made:
    sources = [source_named(name).pk for name in SOURCES]
    invented = ((place, each) for place, count in settled for each in invent(place, count, seed=seed, today=today))
    plantation = Plantation(seed)
    stream = plantation.organisations(invented) if doubled else (each for _place, each in invented)
    academic = academic_partners(scale, today=today)
    made = [new_id for ids in write_organisations(chain(stream, academic), sources) for new_id in ids]
    make_partnerships(scale, made[-len(academic) :])
    people, doubled_people = _make_people(scale, seed, today, doubled=doubled)
    make_committees(viewer, today=today)
    make_network(scale, seed)
    cases = make_knowledge(viewer, [place for place, _count in settled], scale=scale, seed=seed, today=today)
    take_samples_of_the_year(today)
    programme.make(viewer, today=today)
    _add_accounts()
    make_round(today)
    record(
        viewer.actor,
        "demo.make",
        ("demo", scale),
        place=None,
        changes={"organisations": [None, len(made)], "people": [None, people], "seed": [None, seed]},
        wakes=[*(("organisation", str(new_id)) for new_id in made), *(("knowledge", str(new_id)) for new_id in cases)],
    )
    return Made(len(made), people, Doubles(_by_id(plantation, made), doubled_people))


def _make_people(scale: Scale, seed: int, today: date, *, doubled: bool) -> tuple[int, list[tuple[int, int, bool]]]:
    settled = settle_people(scale, seed)
    invented = ((at, each) for at, kind, n in settled for each in invent_people(at, kind, n, seed=seed, today=today))
    plantation = Plantation(seed)
    stream = plantation.people(invented) if doubled else (each for _place, each in invented)
    made = [new_id for ids in write_people(stream, source_named(SOURCE_OF_PEOPLE).pk) for new_id in ids]
    return len(made), _by_id(plantation, made)


def _by_id(plantation: Plantation, ids: Sequence[int]) -> list[tuple[int, int, bool]]:
    return [(ids[each.of], ids[each.copy], each.same) for each in plantation.planted]


def _add_accounts() -> None:
    for email, name, role, centre_code in SIGN_INS:
        try:
            add_demo_account(email, name=name, password=PASSWORD, role=role, centre_code=centre_code)
        except IntegrityError as taken:
            raise Refused(_("There is an account with the address %(email)s already.") % {"email": email}) from taken


def remove_country(viewer: Viewer) -> Removed:
    """Remove all that the demo made: organisations, people, their claims, its sources and its accounts.

    What demo accounts edited goes too. The ledger keeps its line that there was a demo, as it keeps everything. A
    source that an import has used since stays. Raises :class:`Refused` for anyone but the operator, and while other
    lists tell of demo organisations or real accounts have edited them: that would be lost.
    """
    _check_is_operator(viewer)
    with transaction.atomic():
        _check_nothing_real_is_lost()
        knowledge.remove()
        demo_records.remove()
        demo_network.remove()
        remove_rounds(demo_actors())
        forget_samples()
        programme.remove()
        organisations = whole_batches.remove_made_by(DEMO_BATCH)
        people = batches.remove_made_by(PEOPLE, DEMO_BATCH)
        accounts = remove_demo_accounts()
        for name in (*SOURCES, SOURCE_OF_PEOPLE, SOURCE_OF_AUTHORITIES):
            _remove_source(name)
        if organisations or people or accounts:
            record(
                viewer.actor,
                "demo.remove",
                ("demo", "all"),
                place=None,
                changes={"organisations": [organisations, 0], "people": [people, 0], "accounts": [accounts, 0]},
            )
        left = (whole_batches.not_made_by(DEMO_BATCH), batches.not_made_by(PEOPLE, DEMO_BATCH))
        return Removed(organisations, people, accounts, sum(left), *left)


def _remove_source(name: str) -> None:
    try:
        with transaction.atomic():
            source_named(name).delete()
    except ProtectedError:
        return  # an import used it


def _check_is_operator(viewer: Viewer) -> None:
    if not viewer.is_operator:
        raise Refused(_("Only the operator of the installation may make or remove the demo."))


def _check_nothing_real_is_lost() -> None:
    organisations = whole_batches.entangled(DEMO_BATCH, demo_actors())
    people = batches.entangled(PEOPLE, DEMO_BATCH, demo_actors())
    claimed, edited = organisations.claimed + people.claimed, organisations.edited + people.edited
    edited += demo_records.edited_by_others(demo_actors()) + knowledge.edited_by_others(demo_actors())
    edited += programme.edited_by_others(demo_actors())
    if claimed:
        raise Refused(
            _(
                "Lists that were brought in tell of %(count)d records of the demo, and would lose what they say. "
                "Please withdraw these lists first, or begin with a new SANPHALANG_HOME."
            )
            % {"count": claimed}
        )
    if edited:
        raise Refused(
            _(
                "People with accounts of their own have edited %(count)d records of the demo, and would lose "
                "what they wrote. Please begin with a new SANPHALANG_HOME."
            )
            % {"count": edited}
        )


def _is_initialised() -> bool:
    try:
        return centre_with_code(NAKHON_RATCHASIMA) is not None
    except DatabaseError:  # not even the tables are there
        return False


def _check_may_be_made(viewer: Viewer) -> None:
    _check_is_operator(viewer)
    if settings.PRODUCTION:
        raise Refused(_("The demo cannot be made under production settings."))
    if not _is_initialised():
        raise Refused(_("The reference data is not there yet. Please run “sanphalang init” first."))
    real, demo = whole_batches.not_made_by(DEMO_BATCH), whole_batches.made_by(DEMO_BATCH)
    persons = batches.not_made_by(PEOPLE, DEMO_BATCH)
    if persons:
        raise Refused(
            _("This database holds %(count)d real people. The demo is made in a database without any.")
            % {"count": persons}
        )
    if real:
        raise Refused(
            _("This database holds %(count)d real organisations. The demo is made in a database without any.")
            % {"count": real}
        )
    if demo:
        raise Refused(
            _("A demo of %(count)d organisations is here already. Please run “sanphalang demo --remove” first.")
            % {"count": demo}
        )
