"""The acts of one button: to review, back, to readers, out of sight, and back to readers again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answering_refusals, found, viewer_of
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.knowledge import life, queries
from sanphalang.knowledge.answering import address_of, answer_form, draft_of
from sanphalang.knowledge.forms import PublishForm, WithdrawForm
from sanphalang.knowledge.item_page import item_page
from sanphalang.knowledge.queries import Shown
from sanphalang.knowledge.review import threads_of
from sanphalang.knowledge.rules import State
from sanphalang.web.form_pages import Done, FormPage, ask_once, go_on


@require_POST
@answering_refusals
def submit(request: HttpRequest, item_id: int) -> HttpResponse:
    """To those who review."""
    return _done(request, item_id, life.submit_for_review, _("Sent for review. You can still write on it."))


@require_POST
@answering_refusals
def send_back(request: HttpRequest, item_id: int) -> HttpResponse:
    """Back to a draft."""
    return _done(request, item_id, life.send_back, _("It is a draft again."))


@require_POST
@answering_refusals
def begin_revision(request: HttpRequest, item_id: int) -> HttpResponse:
    """The next version; readers keep what they have until it is published."""
    sentence = _("A new version was begun. Readers keep the one that is published until you publish this one.")
    return _done(request, item_id, life.begin_revision, sentence)


@require_POST
@answering_refusals
def restore(request: HttpRequest, item_id: int) -> HttpResponse:
    """Published again, as it was."""
    return _done(request, item_id, life.restore, _("Everybody can read it again."))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def publish(request: HttpRequest, item_id: int) -> HttpResponse:
    """Let everybody read the draft: asked once, with what is new."""
    shown = draft_of(request, item_id)
    if not shown.may_publish:
        raise NoSuchRecordError(item_id)
    seen = {"seen": shown.updated_at.isoformat()}
    form = PublishForm(request.POST if request.method == "POST" else None, initial=seen)

    def save(form: PublishForm) -> Done:
        life.publish(viewer_of(request), item_id, **form.cleaned_data)
        return Done(_("Published. Everybody can read it now."), address_of("page", item_id))

    context = {
        "title": _("Publish"),
        "lead": shown.title,
        "submit": _("Publish"),
        "is_wrong": False,
        "cancel": address_of("desk", item_id),
        "consequences": [
            _("Everybody can read it, also without an account, and search engines can find it."),
            _("What readers had until now is kept as an earlier version."),
            _("It can be withdrawn at any time."),
            *_still_open(request, shown),
        ],
    }
    return answer_form(request, form, "knowledge/ask.html", context, save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def withdraw(request: HttpRequest, item_id: int) -> HttpResponse:
    """Out of everybody's sight, with a reason."""
    shown = found(queries.published_version(viewer_of(request), item_id))
    if not shown.may_publish:
        raise NoSuchRecordError(item_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)

    def save(form: WithdrawForm) -> Done:
        life.withdraw(viewer_of(request), item_id, because=form.cleaned_data["because"])
        return Done(_("Withdrawn. Nobody but its keepers sees it; you can publish it again here."), _desk(item_id))

    context = {
        "title": _("Withdraw"),
        "lead": shown.title,
        "submit": _("Withdraw"),
        "is_wrong": True,
        "cancel": _desk(item_id),
        "consequences": [
            _("It is gone from lists, from the search and from its own address at once."),
            _("Its text, pictures and history are kept, and you can publish it again."),
        ],
    }
    return answer_form(request, form, "knowledge/ask.html", context, save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def discard(request: HttpRequest, item_id: int) -> HttpResponse:
    """Throw the draft away: asked once."""
    shown = draft_of(request, item_id)
    if not shown.may_write:
        raise NoSuchRecordError(item_id)
    is_public = queries.published_version(viewer_of(request), item_id) is not None
    return ask_once(
        request,
        lambda: life.discard(viewer_of(request), item_id),
        page=FormPage(_("Throw the draft away"), shown.title, _desk(item_id)),
        consequences=[
            _("What was written in this draft is removed."),
            _("What is published stays as it is.") if is_public else _("The item was never published and goes too."),
        ],
        undo=_("This cannot be undone."),
        done=Done(_("The draft was thrown away."), address_of("work")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def remove_version(request: HttpRequest, item_id: int, number: int) -> HttpResponse:
    """Remove an earlier version: asked once."""
    shown = found(queries.version_numbered(viewer_of(request), item_id, number))
    if not shown.may_publish or shown.state != State.REPLACED:
        raise NoSuchRecordError(number)
    title = _("Remove version %(number)d") % {"number": number}
    return ask_once(
        request,
        lambda: life.remove_version(viewer_of(request), item_id, number),
        page=FormPage(title, shown.title, _desk(item_id)),
        consequences=[_("Nobody can read this version any more. The other versions stay as they are.")],
        undo=_("This cannot be undone."),
        done=Done(_("The version was removed."), _desk(item_id)),
    )


@require_safe
@answering_refusals
def version(request: HttpRequest, item_id: int, number: int) -> HttpResponse:
    """One version, to those who write or review; everybody reads the published one at its own address."""
    viewer = viewer_of(request)
    shown = found(queries.version_numbered(viewer, item_id, number))
    if not (shown.may_write or shown.may_review):
        raise NoSuchRecordError(number)
    return render(request, "knowledge/page.html", item_page(viewer, shown) | {"is_version": True})


def _done(request: HttpRequest, item_id: int, act: Callable[[Viewer, int], None], sentence: str) -> HttpResponse:
    """Do an act and go on at the desk; what cannot be is said there."""
    shown: Shown = found(queries.standing_version(viewer_of(request), item_id))
    try:
        act(viewer_of(request), shown.id)
    except CannotBeError as because:
        messages.warning(request, str(because))
        return redirect(_desk(item_id))
    return go_on(request, Done(sentence, _desk(item_id)))


def _still_open(request: HttpRequest, shown: Shown) -> list[str]:
    count = sum(not each.is_resolved for each in threads_of(viewer_of(request), shown))
    if not count:
        return []
    sentence = ngettext("%(n)d question is still open.", "%(n)d questions are still open.", count)
    return [sentence % {"n": count}]


def _desk(item_id: int) -> str:
    return address_of("desk", item_id)
