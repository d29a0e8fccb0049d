"""Opening and ending the timed session of the national team."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.policy import Refused, may_anywhere
from sanphalang.access.roles import Act
from sanphalang.access.staff_sessions import LONGEST_REASON, MINUTES, end_staff_session, open_staff_session


class ReasonForm(forms.Form):
    """Why private details are looked at."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For instance the number of the letter that asks for it. Please name no persons here."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the reason, and open the session."""
    viewer = viewer_of(request)
    if not may_anywhere(viewer, Act.STAFF_SESSION):
        raise Refused(_("Timed sessions are for the national team."))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            open_staff_session(viewer, request.session, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("The session is open. It ends by itself, or when you end it."))
            return redirect("home")
    return render(request, "access/staff_session.html", {"form": form, "minutes": MINUTES})


@require_POST
@answering_refusals
def end(request: HttpRequest) -> HttpResponse:
    """End the session now."""
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        raise Refused(_("Please sign in first."))
    end_staff_session(viewer, request.session)
    messages.success(request, _("The session has ended. Private details are closed again."))
    return redirect("home")
