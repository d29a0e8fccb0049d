"""The own record over HTTP, for a person with a link or a code and no account. No copy of any page is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.policy import Refused
from sanphalang.knowledge.tie_actions import take_back_own_name
from sanphalang.people.actions import ChangedMeanwhileError, NoSuchPersonError
from sanphalang.people.own_record import correct_own_record, own_record
from sanphalang.privacy import consents, requests, session
from sanphalang.privacy.code_tries import TooManyCodes
from sanphalang.privacy.copies import take_own_copy
from sanphalang.privacy.forms import AskForm, CodeForm, GuardianForm, OwnForm
from sanphalang.privacy.links import link_with_code, link_with_token
from sanphalang.privacy.own_page import own_page
from sanphalang.privacy.rules import Kind
from sanphalang.privacy.session import Holder
from sanphalang.web.form_pages import Done, FormPage, form_page, go_on

View = Callable[..., HttpResponse]
_TOKEN = re.compile(r"[\w-]+", re.ASCII)
_DIGITS = 18  # what a database takes for a number
_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


def not_kept(view: View) -> View:
    """Let no browser or proxy keep a copy of what a view answers; a link that cannot be used is told kindly."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except (Refused, NoSuchPersonError) as refusal:
            sentence = str(refusal) if isinstance(refusal, Refused) else _("Nothing is held about you here any more.")
            response = render(request, "privacy/unusable.html", {"sentence": sentence}, status=403)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return answered


def for_the_person(view: View) -> View:
    """Lead whoever has opened no own record to the page that asks for the code."""

    @not_kept
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        holder = session.holder_of(request)
        return redirect("privacy:me") if holder is None else view(request, holder, *args, **kwargs)

    return answered


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@not_kept
def me(request: HttpRequest) -> HttpResponse:
    """Everything that is held about the person; before a link or a code opened it, the code is asked for."""
    holder = session.holder_of(request)
    if holder is None and request.method == "GET" and request.GET.get("link") == "unknown":
        link_with_token("")
    if holder is not None:
        return render(request, "privacy/me.html", own_page(holder))
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            session.begin(request, link_with_code(form.cleaned_data["code"]), "code")
        except Refused as refusal:
            form.add_error("code", str(refusal))
            status = 429 if isinstance(refusal, TooManyCodes) else 200
        else:
            return redirect("privacy:me")
    return render(request, "privacy/code.html", {"form": form}, status=status)


@csrf_exempt
@never_cache
def open_link(request: HttpRequest, code: str) -> HttpResponse:
    """Exchange the secret part of a link for a value of the session; the next page opens the record, or says why not.

    However it is asked for, it leads on: a refusal would write the address into the log. What a mail program left
    behind the link, such as a bracket, is passed over.
    """
    session.end(request)
    found = _TOKEN.match(code)
    is_known = session.remember_link(request, found[0] if found else "")
    response = redirect(reverse("privacy:me") + ("" if is_known else "?link=unknown"))
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
@not_kept
def leave(request: HttpRequest) -> HttpResponse:
    """Close the own record."""
    session.end(request)
    messages.success(request, _("The page about you is closed. It opens again with the same link or code."))
    return redirect("privacy:me")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_the_person
def correct(request: HttpRequest, holder: Holder) -> HttpResponse:
    """The fields that a person changes at once; what the centre stored meanwhile is shown beside what was typed."""
    form = OwnForm(request.POST if request.method == "POST" else None, holder.person)
    page = FormPage(_("Correct contacts and address"), "", reverse("privacy:me"), is_private=True)
    meanwhile = False
    if request.method == "POST" and form.is_valid():
        try:
            correct_own_record(holder.person.pk, expected_revision=form.expected_revision, values=form.values)
        except ChangedMeanwhileError:
            form.note_what_the_centre_stored(own_record(holder.person.pk))
            meanwhile = True
        else:
            return go_on(request, Done(_("Saved. Your centre sees the new details from now on."), page.back))
    return form_page(request, form, page, changed_meanwhile=meanwhile)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_the_person
def ask(request: HttpRequest, holder: Holder) -> HttpResponse:
    """A correction that the centre makes."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        requests.open_own(holder.person, Kind.CORRECTION, actor=holder.actor, asked=form.cleaned_data["asked"])
        messages.success(request, _("Your request has reached the centre. It answers within 30 days."))
        return redirect("privacy:me")
    lead = _("A name, roles, a birth date or a place are corrected by your centre, within 30 days.")
    context = {"form": form, "title": _("Ask for a correction"), "submit": _("Send to the centre"), "lead": lead}
    return render(request, "privacy/own_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_person
def erase(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Ask for erasure: what follows is said first."""
    if request.method == "POST":
        requests.open_own(holder.person, Kind.ERASURE, actor=holder.actor)
        messages.success(
            request, _("Your request to be erased has reached the centre. It is done within 90 days at the latest.")
        )
        return redirect("privacy:me")
    context = {
        "title": _("Ask to be erased"),
        "question": _("Shall the centre remove everything that is held about you?"),
        "consequences": [
            _("Your name, contacts, roles and trainings are removed, and what lists said about you with them."),
            _("Seats in committees stay without your name. Only a number remains that tells nothing of you."),
            _("Afterwards nobody can bring the data back, and this link no longer opens anything."),
        ],
        "undo": _("Until the centre has done it, you can take the request back on your page."),
        "submit": _("Ask to be erased"),
        "cancel": reverse("privacy:me"),
    }
    return render(request, "web/confirm.html", context)


@require_POST
@for_the_person
def take_back(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Take a request back that still waits."""
    number = request.POST.get("request", "")
    if number.isascii() and number.isdecimal() and len(number) <= _DIGITS:
        requests.take_back(holder.person, int(number), actor=holder.actor)
        messages.success(request, _("The request was taken back."))
    return redirect("privacy:me")


@require_POST
@for_the_person
def hide_name(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Take the own name from a knowledge item that everybody reads."""
    number = request.POST.get("item", "")
    if number.isascii() and number.isdecimal() and len(number) <= _DIGITS:
        take_back_own_name(holder.actor, int(number), holder.person.pk)
        messages.success(request, _("Your name is not shown there; the role stays."))
    return redirect("privacy:me")


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_person
def consent(request: HttpRequest, holder: Holder, code: str) -> HttpResponse:
    """Give or withdraw consent for a purpose: one tap either way; for a minor giving asks who consents with them."""
    person, by = holder.person, {"actor": holder.actor, "channel": holder.channel}
    standing = next((each for each in consents.standings(person.pk) if each.code == code and each.asks_consent), None)
    if standing is None:
        raise Http404
    if request.method == "POST" and request.POST.get("wants") == "withdraw":
        consents.withdraw_consent(person, code, **by)
        messages.success(request, _("You no longer consent to: %(purpose)s") % {"purpose": standing.name})
        return redirect("privacy:me")
    form = None
    if consents.is_minor(person):
        form = GuardianForm(request.POST if "guardian_name" in request.POST else None)
        if not form.is_valid():
            context = {"form": form, "title": standing.name, "submit": _("I consent"), "lead": standing.text}
            return render(request, "privacy/own_form.html", context)
    if request.method == "POST":
        consents.give_consent(person, code, **by, **(form.cleaned_data if form else {}))
        messages.success(request, _("You consent to: %(purpose)s") % {"purpose": standing.name})
    return redirect("privacy:me")


@require_safe
@for_the_person
def copy(request: HttpRequest, holder: Holder, file_format: str) -> HttpResponse:
    """The person's own copy."""
    if file_format not in _TYPES:
        raise Http404
    return as_file(take_own_copy(holder, file_format), file_format)


def as_file(content: bytes, file_format: str) -> HttpResponse:
    """Return a copy as a file to keep; its name tells nothing of the person."""
    headers = {"Content-Disposition": f'attachment; filename="sanphalang-my-data.{file_format}"'}
    return HttpResponse(content, content_type=_TYPES[file_format], headers=headers)
