"""A provincial committee and a working group of Nakhon Ratchasima, with members, orders, meetings and posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sanphalang.access.viewer import Viewer
from sanphalang.committees import actions, meeting_actions, member_actions
from sanphalang.organisations.queries import visible as organisations_visible
from sanphalang.people.queries import visible as people_visible
from sanphalang.places.queries import within
from sanphalang.places.rules import PlaceCode

_KORAT, _PAK_CHONG = PlaceCode.parse("30"), PlaceCode.parse("3021")


class _Seat(NamedTuple):
    position: str
    sector: str
    core_organisation: str = ""


# The media have nobody in office any more, so that the page has something to say.
_SEATS = (
    _Seat("chair", "government", "state_agency"),
    _Seat("vice_chair", "civil_society", "community_organisation"),
    _Seat("adviser", "religious"),
    _Seat("adviser", "academic"),
    _Seat("member", "private"),
    _Seat("member", "citizens", "community_organisation"),
    _Seat("member", "citizens", "village_head_line"),
    _Seat("member", "civil_society"),
    _Seat("secretary", "government", "local_authority"),
    _Seat("assistant_secretary", "academic"),
)
_FORMER = _Seat("member", "media")
_WORKERS = (
    _Seat("chair", "government", "local_authority"),
    _Seat("member", "citizens", "community_organisation"),
    _Seat("secretary", "academic"),
)
_PROPOSED = _Seat("member", "media")
_POSTS = ("ประธานกลุ่ม", "เหรัญญิก", "เลขานุการกลุ่ม")


def make_committees(viewer: Viewer, *, today: date) -> None:
    """Make them, seated with people and organisations that are there already."""
    inside = within("place", (_KORAT.interval,))
    people = list(people_visible(viewer).filter(inside).order_by("id").values_list("id", flat=True)[:16])
    organisations = list(
        organisations_visible(viewer)
        .filter(within("place", (_PAK_CHONG.interval,)))
        .order_by("id")
        .values_list("id", flat=True)[:3]
    )
    _provincial_committee(viewer, people, organisations, today)
    _working_group(viewer, people[len(_SEATS) :], today)
    for person, organisation, position in zip(people, organisations, _POSTS, strict=False):
        values = {
            "person_id": person,
            "organisation_id": organisation,
            "position": position,
            "starts_on": today - timedelta(days=700),
        }
        member_actions.add_post(viewer, values=values, is_demo=True)


def _provincial_committee(viewer: Viewer, people: Sequence[int], organisations: Sequence[int], today: date) -> None:
    committee = actions.create_committee(
        viewer,
        values={
            "name": "คณะกรรมการประสานภาคีการพัฒนาจังหวัดนครราชสีมา",
            "kind": "committee",
            "place": _KORAT.padded,
            "place_level": str(_KORAT.level),
            "criteria": "มีผู้แทนครบทั้ง 7 ภาคี\nมีผู้แทนของ 4 องค์กรหลักในพื้นที่",
        },
        is_demo=True,
    )
    begun = today - timedelta(days=400)
    order = actions.add_order(
        viewer,
        committee,
        values={
            "number": f"{1200 + begun.month}/{begun.year + 543}",
            "issued_on": begun - timedelta(days=14),
            "issued_by": "ผู้ว่าราชการจังหวัดนครราชสีมา",
            "effective_from": begun,
        },
    )
    actions.sign_order(viewer, order)
    seated = [
        member_actions.add_member(viewer, committee, values=_member(person, seat, begun, order))
        for person, seat in zip(people, _SEATS, strict=False)
    ]
    if seated:
        member_actions.publish_member(viewer, seated[0])
    for person in people[len(_SEATS) : len(_SEATS) + 1]:
        former = member_actions.add_member(viewer, committee, values=_member(person, _FORMER, begun, order))
        member_actions.end_term(viewer, former, ends_on=today - timedelta(days=60))
    _meetings(viewer, committee, people, organisations, today)


def _meetings(viewer: Viewer, committee: int, people: Sequence[int], organisations: Sequence[int], today: date) -> None:
    where = "ห้องประชุมศาลากลางจังหวัดนครราชสีมา"
    first = _meeting(
        viewer, committee, today - timedelta(days=150), where, ("เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "แผนจัดเวทีระดับอำเภอ")
    )
    second = _meeting(
        viewer,
        committee,
        today - timedelta(days=30),
        where,
        ("รับรองรายงานการประชุมครั้งที่ผ่านมา", "ติดตามมติ", "การปรับปรุงทะเบียนองค์กรชุมชน"),
    )
    done = _resolve(
        viewer,
        first,
        "ให้ทุกอำเภอส่งกำหนดวันจัดเวที",
        due_on=today - timedelta(days=120),
        organisation_id=_first(organisations),
    )
    meeting_actions.follow_up(viewer, done, on=today - timedelta(days=110), note="ได้รับครบทั้ง 32 อำเภอแล้ว", state="done")
    late = _resolve(
        viewer, first, "ให้สรุปผลเวทีระดับอำเภอเสนอที่ประชุม", due_on=today - timedelta(days=21), person_id=_first(people[1:])
    )
    meeting_actions.follow_up(viewer, late, on=today - timedelta(days=25), note="สรุปแล้ว 20 อำเภอ", state="doing")
    _resolve(
        viewer,
        second,
        "ให้ตรวจสอบทะเบียนองค์กรชุมชนที่ไม่ได้ยืนยันเกิน 12 เดือน",
        due_on=today + timedelta(days=45),
        person_id=_first(people[2:]),
    )


def _working_group(viewer: Viewer, people: Sequence[int], today: date) -> None:
    group = actions.create_committee(
        viewer,
        values={
            "name": "คณะทำงานข้อมูลและองค์ความรู้อำเภอปากช่อง",
            "kind": "working_group",
            "place": _PAK_CHONG.padded,
            "place_level": str(_PAK_CHONG.level),
            "criteria": "",
        },
        is_demo=True,
    )
    draft = actions.add_order(viewer, group, values={"issued_by": "นายอำเภอปากช่อง"})
    begun = today - timedelta(days=90)
    for person, seat in zip(people, _WORKERS, strict=False):
        member_actions.add_member(viewer, group, values=_member(person, seat, begun, None))
    for person in people[len(_WORKERS) : len(_WORKERS) + 1]:
        member_actions.add_member(viewer, group, values=_member(person, _PROPOSED, today, draft))


def _member(person: int, seat: _Seat, begun: date, order: int | None) -> dict[str, Any]:
    return {"person_id": person, **seat._asdict(), "starts_on": begun, "order_id": order}


def _meeting(viewer: Viewer, committee: int, held_on: date, where: str, agenda: Sequence[str]) -> int:
    values = {"held_on": held_on, "where": where}
    return meeting_actions.add_meeting(viewer, committee, values=values, agenda=agenda).id


def _resolve(viewer: Viewer, meeting: int, text: str, **values: Any) -> int:
    return meeting_actions.add_resolution(viewer, meeting, values={"text": text, **values}).id


def _first(numbers: Sequence[int]) -> int | None:
    return numbers[0] if numbers else None
