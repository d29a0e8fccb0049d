"""Posts over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sanphalang.access import policy
from sanphalang.access.answering import answering_refusals, found, viewer_of
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.committees import member_actions, post_queries
from sanphalang.committees.answering import address_of, answer_form
from sanphalang.committees.forms import EndForm, NewPostForm, PostForm
from sanphalang.committees.post_queries import HeldPost
from sanphalang.committees.showing import person_address, term_shown
from sanphalang.committees.words import FIELDS
from sanphalang.committees.writing import require_editor
from sanphalang.organisations.bodies import Body, bodies
from sanphalang.people.seen import person_seen
from sanphalang.web.form_pages import Done, FormPage, ask_once


@require_safe
@answering_refusals
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    """One post, for those who may see the person."""
    held = _held(request, post_id)
    context = {
        "post": held,
        "facts": [
            {"label": FIELDS["person"], "value": held.person.name, "url": person_address(held.person.id)},
            {"label": FIELDS["body"], "value": held.body.name, "url": _address(held.body)},
            {"label": FIELDS["position"], "value": held.position},
            {"label": _("Term"), "value": term_shown(held.term)},
        ],
        "is_serving": held.term.covers(timezone.localdate()),
    }
    return render(request, "committees/post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add(request: HttpRequest) -> HttpResponse:
    """A form for a new post; ``?organisation=`` and ``?person=`` name by number what it is about."""
    viewer = viewer_of(request)
    if not policy.may_anywhere(viewer, Act.COMMITTEES_EDIT):
        raise Refused(_("Posts are kept by the centres. Please ask the coordinator of your centre."))
    person, organisation = _number(request, "person"), _number(request, "organisation")
    stored: dict[str, Any] = {
        "person": person_seen(viewer, person),
        "body": bodies("organisation", [organisation]).get(organisation),
    }
    form = NewPostForm(request.POST or None, viewer=viewer, stored=stored)
    back = person_address(person) if person else address_of("list")
    if stored["body"] is not None:
        back = _address(stored["body"])

    def save(form: NewPostForm) -> Done:
        member_actions.add_post(viewer, values=form.values)
        return Done(_("The post is added."), _address(form.cleaned_data["body"]) or address_of("list"))

    return answer_form(request, form, FormPage(_("Add a post"), "", back), save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """A form for the position and the term."""
    viewer, held, address = _edited(request, post_id)
    form = PostForm(request.POST or None, viewer=viewer, stored=_stored(held))

    def save(form: PostForm) -> Done:
        member_actions.edit_post(viewer, held.id, expected_revision=form.expected_revision, values=form.values)
        return Done(_("Saved."), address)

    page = FormPage(_("Edit the post"), f"{held.person.name}, {held.body.name}", address)
    return answer_form(request, form, page, save, lambda: _stored(_held(request, post_id)))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def end(request: HttpRequest, post_id: int) -> HttpResponse:
    """The last day in office."""
    viewer, held, address = _edited(request, post_id)
    form = EndForm(request.POST or None, viewer=viewer)

    def save(form: EndForm) -> Done:
        member_actions.end_post(viewer, held.id, ends_on=form.cleaned_data["ends_on"])
        return Done(_("The post has an end now. You can change it by editing the post."), address)

    return answer_form(
        request, form, FormPage(_("End the post"), f"{held.person.name}, {held.body.name}", address), save
    )


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def remove(request: HttpRequest, post_id: int) -> HttpResponse:
    """Entered by mistake: asked once."""
    viewer, held, address = _edited(request, post_id)
    after = _address(held.body) or address_of("list")
    return ask_once(
        request,
        lambda: member_actions.remove_post(viewer, held.id),
        page=FormPage(
            _("Take the post out"),
            _("Was this post of “%(name)s” entered by mistake?") % {"name": held.person.name},
            address,
        ),
        consequences=[_("Whoever has left a post is not taken out: please end the post instead.")],
        undo=_("A post that was taken out can be added again."),
        done=Done(_("The post is taken out. You can add it again."), after),
    )


def _held(request: HttpRequest, post_id: int) -> HeldPost:
    return found(post_queries.post(viewer_of(request), post_id))


def _edited(request: HttpRequest, post_id: int) -> tuple[Any, HeldPost, str]:
    held = _held(request, post_id)
    require_editor(viewer_of(request), held.body.place)
    return viewer_of(request), held, address_of("post", held.id)


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _address(body: Body) -> str:
    return reverse("organisations:page", args=[body.id]) if body.kind == "organisation" else ""


def _stored(held: HeldPost) -> dict[str, Any]:
    return {
        "position": held.position,
        "starts_on": held.term.starts_on,
        "ends_on": held.term.ends_on,
        "revision": held.revision,
    }
