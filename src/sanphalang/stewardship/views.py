"""The page "my work" over HTTP: one likely pair after the other, three answers, and the way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from sanphalang.access.answering import viewer_of
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.stewardship.comparisons import is_under_way
from sanphalang.stewardship.doors import for_stewards
from sanphalang.stewardship.jobs import compare_anew
from sanphalang.stewardship.looks import looked
from sanphalang.stewardship.models import Pair
from sanphalang.stewardship.pairs import Decision, both_of, decide
from sanphalang.stewardship.registers import KEPT
from sanphalang.stewardship.work_page import merge_address, pair_shown, work_page


@require_safe
@for_stewards
def work(request: HttpRequest) -> HttpResponse:
    """The likeliest pair that waits for an answer."""
    viewer, is_unsure = viewer_of(request), request.GET.get("show") == Decision.UNSURE
    if request.htmx:  # type: ignore[attr-defined]  # the page that waits asks whether the comparison is done
        if is_under_way(viewer):
            return HttpResponse(status=204)
        return HttpResponseClientRefresh()
    return render(request, "stewardship/work.html", work_page(viewer, is_unsure=is_unsure))


@require_POST
@for_stewards
def answer(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Same: on to the merge. Different, not sure: remembered, and the next pair comes."""
    viewer, pair = viewer_of(request), _found(pair_id)
    said = request.POST.get("answer", "")
    one, other = both_of(viewer, pair)
    if said == Decision.SAME:
        return redirect(merge_address(pair, one, other))
    if said in {Decision.DIFFERENT, Decision.UNSURE}:
        decide(viewer, pair_id, said)
    return redirect(_back(request))


@require_POST
@for_stewards
def take_back(request: HttpRequest, pair_id: int) -> HttpResponse:
    """The last answer was a slip: the pair waits again."""
    decide(viewer_of(request), pair_id, Decision.OPEN)
    messages.success(request, _("The answer is taken back; the pair waits again."))
    return redirect("stewardship:work")


@require_POST
@for_stewards
def show_private(request: HttpRequest, pair_id: int) -> HttpResponse:
    """The pair with what is private of both; the look is recorded."""
    viewer, pair = viewer_of(request), _found(pair_id)
    one, other = both_of(viewer, pair)
    context = work_page(viewer, is_unsure=pair.decision == Decision.UNSURE)
    shows = looked(viewer, KEPT[pair.register], (one, other))
    context |= pair_shown(viewer, pair, one, other, with_private=shows)
    return render(request, "stewardship/work.html", context)


@require_POST
@for_stewards
def look_anew(request: HttpRequest) -> HttpResponse:
    """Compare all records of the territory once more, beside this request."""
    compare_anew(viewer_of(request).actor)
    return redirect("stewardship:work")


def _found(pair_id: int) -> Pair:
    pair = Pair.objects.filter(pk=pair_id).first()
    if pair is None:
        raise NoSuchRecordError(pair_id)
    return pair


def _back(request: HttpRequest) -> str:
    address = reverse("stewardship:work")
    return f"{address}?show=unsure" if request.POST.get("show") == Decision.UNSURE else address
