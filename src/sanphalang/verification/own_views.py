"""An organisation confirms itself, over HTTP, by a link and without an account. No copy of any page is kept."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.invitations import remember
from sanphalang.access.policy import Refused
from sanphalang.access.queries import centre_looking_after
from sanphalang.organisations.queries import Shown, kind_names
from sanphalang.organisations.rules import activities_shown
from sanphalang.organisations.words import FIELDS
from sanphalang.places.queries import lines
from sanphalang.verification.answer_forms import CorrectionForm
from sanphalang.verification.models import OrganisationLink
from sanphalang.verification.own_links import (
    digest_of,
    is_link,
    link_behind,
    links_of,
    make_link,
    note_opened,
    organisation_for_link,
    revoke_links,
)
from sanphalang.verification.own_word import masked, own_record, say
from sanphalang.verification.round_rules import AnswerState, Outcome, Policy
from sanphalang.web.days import day_shown, year_shown
from sanphalang.web.fields import LinesField
from sanphalang.web.figures import show_figure
from sanphalang.web.form_pages import Done, go_on
from sanphalang.web.qr import qr_code

_KEY, _UNTIL = "verification_own_link", "verification_own_until"
_MINUTES = 30
_TOKEN = re.compile(r"[\w-]+", re.ASCII)
_View = Callable[..., HttpResponse]


class LinkForm(forms.Form):
    """What becomes of what the organisation says."""

    policy = forms.ChoiceField(
        label=gettext_lazy("What the organisation says of itself"),
        choices=[
            (Policy.CONFIRM.value, gettext_lazy("Confirmations at once, changes wait for approval")),
            (Policy.APPROVE.value, gettext_lazy("Everything waits for approval")),
        ],
        initial=Policy.CONFIRM.value,
        widget=forms.RadioSelect,
    )


class SentForm(forms.Form):
    """What makes sending twice harmless, and tells which state of the record was in front of who sends."""

    instance = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class OwnCorrectionForm(SentForm, CorrectionForm):
    """What is different, as the organisation itself says it; what is left as it is was not said."""

    note = LinesField(
        label=gettext_lazy("Anything else"),
        required=False,
        max_length=2_000,
        help_text=gettext_lazy("For instance that you have moved, or a new telephone. Only your centre reads it."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for something that is different."""
        values = super().clean() or self.cleaned_data
        if not self.errors and not self.said and not values.get("note"):
            raise forms.ValidationError(
                _("Everything still stands here as it was. Please change what is different, or write it below.")
            )
        return values

    @property
    def said(self) -> dict[str, Any]:
        """What is said otherwise, by column."""
        columns = {**self.COLUMNS, "village": "village_no"}
        return {columns[name]: self.cleaned_data.get(name) for name in self.changed_data if name in columns}


def for_the_organisation(view: _View) -> _View:
    """Let in who followed a link that can be used; half an hour of rest ends it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, _link_of(request), *args, **kwargs)
        except Refused as refusal:
            response = render(request, "verification/own_unusable.html", {"sentence": str(refusal)}, status=403)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return answered


@csrf_exempt
@never_cache
def open_link(request: HttpRequest, code: str) -> HttpResponse:
    """Exchange the secret part of a link for a value of the session; the next page opens it, or says why not."""
    found = _TOKEN.match(code)
    digest = digest_of(found[0] if found else "")
    remember(request.session, _KEY, digest, is_known=is_link(digest))
    request.session.pop(_UNTIL, None)
    response = redirect("verification:own")
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@for_the_organisation
def own(request: HttpRequest, link: OrganisationLink) -> HttpResponse:
    """What is held about the organisation, and three answers."""
    record = own_record(link)
    context = {"record": record, "facts": _facts(record), "instance": uuid.uuid4(), "centre": _centre_of(record)}
    return render(request, "verification/own.html", context)


@require_POST
@for_the_organisation
def own_confirm(request: HttpRequest, link: OrganisationLink) -> HttpResponse:
    """Everything is still correct."""
    return _said(request, link, Outcome.CONFIRMED)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_organisation
def own_closed(request: HttpRequest, link: OrganisationLink) -> HttpResponse:
    """It is no longer active: asked once."""
    if request.method == "POST":
        return _said(request, link, Outcome.CLOSED)
    record = own_record(link)
    fields = {"instance": uuid.uuid4(), "revision": record.revision}
    context = {
        "title": _("No longer active"),
        "question": _("Is “%(name)s” no longer active?") % {"name": record.name},
        "consequences": [_("Your centre reads it and marks the record as closed. Nothing is deleted.")],
        "undo": "",
        "submit": _("Yes, it is no longer active"),
        "cancel": reverse("verification:own"),
        "fields": [{"name": name, "value": value} for name, value in fields.items()],
        "crumbs": [],
    }
    return render(request, "web/confirm.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_the_organisation
def own_correct(request: HttpRequest, link: OrganisationLink) -> HttpResponse:
    """A form with what is held; what is changed in it goes to the centre."""
    record = own_record(link)
    form = OwnCorrectionForm(request.POST if request.method == "POST" else None, initial=_initial(record))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        answer = say(
            link,
            instance=values["instance"],
            outcome=Outcome.CORRECTED,
            revision=values["revision"],
            values=form.said,
            note=values["note"],
        )
        return _thanked(request, answer.told)
    return render(request, "verification/own_correct.html", {"form": form, "record": record})


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def link(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Make a link for an organisation, and a letter to print, shown once."""
    viewer = viewer_of(request)
    found = organisation_for_link(viewer, organisation_id)
    form = LinkForm(request.POST or None)
    context: dict[str, Any] = {"organisation": found, "form": form, "links": links_of(viewer, organisation_id)}
    if request.method == "POST" and form.is_valid():
        made = make_link(viewer, organisation_id, rule=form.cleaned_data["policy"])
        url = request.build_absolute_uri(reverse("verification:own_open", args=[made.token]))
        with translation.override("th"):  # the letter is always in Thai
            context |= {
                "letter": True,
                "link": url,
                "qr_code": qr_code(url, _("The same address as a QR code")),
                "expires": made.link.expires_at,
                "centre": _centre_of(found),
                "created_at": made.link.created_at,
            }
    response = render(request, "verification/link.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@require_POST
@answering_refusals
def revoke(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Take the links of an organisation back."""
    revoke_links(viewer_of(request), organisation_id)
    address = reverse("organisations:page", args=[organisation_id])
    return go_on(request, Done(_("The link is taken back; it opens nothing any more."), address))


def _link_of(request: HttpRequest) -> OrganisationLink:
    """Return the link of this browser. Raises :class:`Refused`."""
    found = link_behind(request.session.get(_KEY, ""))
    until, now = request.session.get(_UNTIL), time.time()
    if until is None and request.method != "HEAD":  # a program that looks where a link leads comes before the person
        note_opened(found)
    elif until is not None and until < now:
        del request.session[_KEY]
        raise Refused(_("The page was left open for a while and has closed. Please follow the link once more."))
    request.session[_UNTIL] = now + _MINUTES * 60
    return found


def _said(request: HttpRequest, link: OrganisationLink, outcome: Outcome) -> HttpResponse:
    """Take an answer of one button."""
    form = SentForm(request.POST)
    if not form.is_valid():
        return redirect("verification:own")
    return _thanked(request, say(link, outcome=outcome, **form.cleaned_data).told)


def _thanked(request: HttpRequest, told: str) -> HttpResponse:
    return render(request, "verification/own_thanks.html", {"is_applied": told == AnswerState.APPLIED})


def _initial(record: Shown) -> dict[str, Any]:
    return {
        "name": record.name,
        "members": record.members,
        "founded": record.founded_year,
        "activity": record.activity,
        "village": record.village_no,
        "instance": uuid.uuid4(),
        "revision": record.revision,
    }


def _facts(record: Shown) -> list[dict[str, Any]]:
    """Return what is held: what everybody sees, and the own contact so that it is recognised."""
    place, contact = record.padded, record.contact
    told = {
        "name": record.name,
        "kind_id": kind_names().get(record.kind, ""),
        "place": lines([place]).get(place) if place is not None else None,
        "village_no": record.village_no or None,
        "members": None if record.members is None else show_figure(record.members),
        "founded_year": year_shown(record.founded_year) or None,
        "activity": activities_shown(record.activity) or None,
        "contact_name": masked(contact.name) or None,
        "telephone": masked(contact.telephone, shown=4, at_end=True) or None,
        "email": masked(contact.email) or None,
        "confirmed_on": day_shown(record.confirmed_on) or None,
    }
    return [{"label": FIELDS[name], "value": value} for name, value in told.items()]


def _centre_of(record: Shown) -> Any:
    return None if record.padded is None else centre_looking_after(record.padded)
