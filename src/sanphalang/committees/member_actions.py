"""Writes of memberships and of posts held elsewhere. A term is a real interval of days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.committees.models import Committee, Membership, Order, Post
from sanphalang.committees.rules import POST, Term
from sanphalang.committees.writing import (
    Changes,
    Values,
    locked,
    require_editor,
    store,
    told,
    write_down,
)
from sanphalang.ledger.actions import record
from sanphalang.organisations.bodies import Body, BodyKind, bodies, hold_body
from sanphalang.people.seen import hold_seen, require_seen


def add_member(viewer: Viewer, committee_id: int, *, values: Values) -> int:
    """Seat a person whom the viewer may see; return the number of the membership."""
    with transaction.atomic():
        committee = locked(viewer, committee_id)
        hold_seen(viewer, values["person_id"])
        membership = Membership(committee=committee, **values)
        _check_member(membership)
        membership.save(force_insert=True)
        write_down(viewer, "add_member", committee, told(values), about=membership.pk)
    return membership.pk


def edit_member(viewer: Viewer, membership_id: int, *, expected_revision: int | None, values: Values) -> None:
    """Change what differs. The name of another person is not published because that of the first one was."""
    with transaction.atomic():
        committee, membership = _locked_member(viewer, membership_id)
        if values.get("person_id", membership.person_id) != membership.person_id:
            hold_seen(viewer, values["person_id"])
            values = {**values, "published": False}
        changes = store(membership, values, expected_revision=expected_revision, check=_check_member)
        if changes:
            write_down(viewer, "edit_member", committee, changes, about=membership_id)


def end_term(viewer: Viewer, membership_id: int, *, ends_on: date) -> None:
    """End a term on this day, the last one in office."""
    with transaction.atomic():
        committee, membership = _locked_member(viewer, membership_id)
        changes = store(membership, {"ends_on": ends_on}, check=_check_member)
        if changes:
            write_down(viewer, "end_term", committee, changes, about=membership_id)


def remove_member(viewer: Viewer, membership_id: int) -> None:
    """Take out a member who was entered by mistake. Who has left is not taken out: the term ends."""
    with transaction.atomic():
        committee, membership = _locked_member(viewer, membership_id)
        kept = {name: getattr(membership, name) for name in ("person_id", "position", "sector", "starts_on", "ends_on")}
        membership.delete()
        gone = {name.removesuffix("_id"): [pair[1], ""] for name, pair in told(kept).items()}
        write_down(viewer, "remove_member", committee, gone, about=membership_id)


def publish_member(viewer: Viewer, membership_id: int) -> None:
    """Show the member's name to everybody; only who sees the person may."""
    with transaction.atomic():
        committee, membership = _locked_member(viewer, membership_id)
        if membership.person_id is not None:
            require_seen(viewer, membership.person_id)
        changes = store(membership, {"published": True})
        if changes:
            write_down(viewer, "publish_member", committee, changes, about=membership_id)


def hide_member(viewer: Viewer, membership_id: int) -> None:
    """Show the member's name only to those who may see the person."""
    with transaction.atomic():
        committee, membership = _locked_member(viewer, membership_id)
        changes = store(membership, {"published": False})
        if changes:
            write_down(viewer, "hide_member", committee, changes, about=membership_id)


def add_post(viewer: Viewer, *, values: Values, is_demo: bool = False) -> int:
    """Say that a person whom the viewer may see holds a post in a body of the viewer's area; return its number."""
    with transaction.atomic():
        body = _body_of(values.get("organisation_id"), values.get("local_authority_id"), hold=True)
        require_editor(viewer, body.place)
        hold_seen(viewer, values["person_id"])
        post = Post(**values, is_demo=is_demo)
        _check_post(post)
        post.save(force_insert=True)
        _write_down_post(viewer, "add_post", post, body, told(values))
    return post.pk


def edit_post(viewer: Viewer, post_id: int, *, expected_revision: int | None, values: Values) -> None:
    """Change the position or the term of a post."""
    _change_post(viewer, post_id, "edit_post", values, expected_revision)


def end_post(viewer: Viewer, post_id: int, *, ends_on: date) -> None:
    """End a post on this day, the last one in office."""
    _change_post(viewer, post_id, "end_post", {"ends_on": ends_on}, None)


def remove_post(viewer: Viewer, post_id: int) -> None:
    """Take out a post that was entered by mistake."""
    with transaction.atomic():
        post, body = _locked_post(viewer, post_id)
        _write_down_post(viewer, "remove_post", post, body, told({"position": ""}, {"position": post.position}))
        post.delete()


def _locked_member(viewer: Viewer, membership_id: int) -> tuple[Committee, Membership]:
    committee_id = Membership.objects.filter(pk=membership_id).values_list("committee_id", flat=True).first()
    if committee_id is None:
        raise NoSuchRecordError(membership_id)
    committee = locked(viewer, committee_id)
    return committee, Membership.objects.get(pk=membership_id)


def _check_member(membership: Membership) -> None:
    _check_days(membership.term)
    order = membership.order_id
    if order is not None and not Order.objects.filter(pk=order, committee=membership.committee_id).exists():
        raise NoSuchRecordError(order)
    others = Membership.objects.filter(
        committee=membership.committee_id, person=membership.person_id, position=membership.position
    ).exclude(pk=membership.pk)
    if membership.person_id is not None:
        _check_no_overlap(membership.term, (other.term for other in others))


def _locked_post(viewer: Viewer, post_id: int) -> tuple[Post, Body]:
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    if post is None:
        raise NoSuchRecordError(post_id)
    body = _body_of(post.organisation_id, post.local_authority_id)
    require_editor(viewer, body.place)
    return post, body


def _change_post(viewer: Viewer, post_id: int, verb: str, values: Values, expected_revision: int | None) -> None:
    with transaction.atomic():
        post, body = _locked_post(viewer, post_id)
        require_seen(viewer, post.person_id)  # not held: a merge holds the person before the post
        changes = store(post, values, expected_revision=expected_revision, check=_check_post)
        if changes:
            _write_down_post(viewer, verb, post, body, changes)


def _check_post(post: Post) -> None:
    _check_days(post.term)
    others = Post.objects.filter(
        person=post.person_id,
        organisation=post.organisation_id,
        local_authority=post.local_authority_id,
        position=post.position,
    ).exclude(pk=post.pk)
    _check_no_overlap(post.term, (other.term for other in others))


def _body_of(organisation_id: int | None, local_authority_id: int | None, *, hold: bool = False) -> Body:
    kind: BodyKind = "organisation" if organisation_id is not None else "local_authority"
    number = organisation_id if organisation_id is not None else local_authority_id
    found = None
    if number is not None:
        found = hold_body(kind, number) if hold else bodies(kind, [number]).get(number)
    if found is None:
        raise NoSuchRecordError(number)
    return found


def _check_days(term: Term) -> None:
    if term.ends_on is not None and term.ends_on < term.starts_on:
        raise CannotBeError(_("The last day lies before the first. Please check both."))


def _check_no_overlap(term: Term, others: Iterable[Term]) -> None:
    if any(term.overlaps(other) for other in others):
        raise CannotBeError(
            _("This person holds this position already at that time. Please end the earlier term, or check the days.")
        )


def _write_down_post(viewer: Viewer, verb: str, post: Post, body: Body, changes: Changes) -> None:
    record(viewer.actor, f"committees.{verb}", (POST, str(post.pk)), place=body.place, changes=changes)
