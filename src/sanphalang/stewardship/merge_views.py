"""Merging over HTTP: choosing what the kept record shows, and undoing it, each told before it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sanphalang.access.answering import viewer_of
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.files.merged import stands
from sanphalang.stewardship import records
from sanphalang.stewardship.actions import (
    AlreadyUndoneError,
    ChangedMeanwhileError,
    merge_records,
    require_both,
    undo_merge,
)
from sanphalang.stewardship.doors import for_stewards
from sanphalang.stewardship.looks import looked
from sanphalang.stewardship.models import Merge, Pair
from sanphalang.stewardship.pairs import decide, pair_of
from sanphalang.stewardship.registers import KEPT, Kept
from sanphalang.stewardship.rules import Side
from sanphalang.stewardship.shown import lines_of, name_of
from sanphalang.stewardship.undoing import Undoing, undoing

_MOST_DIGITS = 18  # of a number that a database holds


@require_http_methods(["GET", "HEAD", "POST"])
@for_stewards
def merge(request: HttpRequest, register: str, keep: int, absorb: int) -> HttpResponse:
    """Two records side by side, with the value to keep of each; then they are one."""
    viewer, kept = viewer_of(request), KEPT[register]
    if request.method == "POST":
        seen = {keep: _number(request, "kept"), absorb: _number(request, "other")}
        sides = {name.removeprefix("side-"): side for name, side in request.POST.items() if name.startswith("side-")}
        chosen = {name: Side(side) for name, side in sides.items() if side in {Side.KEPT, Side.OTHER}}
        try:
            merge_records(viewer, register, keep=keep, absorb=absorb, seen=seen, choices=chosen)
        except ChangedMeanwhileError:
            return _merge_page(request, viewer, kept, keep, absorb, changed_meanwhile=True)
        if _remember(viewer, register, keep, absorb):
            return redirect("stewardship:work")  # the next pair comes; the last answer stands there with its undo
        messages.success(request, _("The two are one record now. This can be undone here at any time."))
        return redirect(kept.page_of(keep))
    return _merge_page(request, viewer, kept, keep, absorb)


@require_http_methods(["GET", "HEAD", "POST"])
@for_stewards
def undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    """What undoing the merge would do; then both records stand for themselves again."""
    viewer, done = viewer_of(request), Merge.objects.filter(pk=merge_id).first()
    if done is None:
        raise NoSuchRecordError(merge_id)
    kept = KEPT[done.register]
    try:
        return _undo(request, viewer, done)
    except AlreadyUndoneError:  # by somebody else, or by who presses twice
        require_both(viewer, kept, records.read(kept, (done.kept, done.absorbed)).values())
        messages.success(request, _("This merge was undone already."))
        return redirect(kept.page_of(done.kept))


def _undo(request: HttpRequest, viewer: Viewer, done: Merge) -> HttpResponse:
    if done.undone_at is not None:
        raise AlreadyUndoneError(done.pk)
    would = undoing(viewer, done)
    if request.method != "POST":
        return _undo_page(request, would)
    try:
        undo_merge(viewer, done.pk, seen={would.root.pk: _number(request, "kept")})
    except ChangedMeanwhileError:
        return _undo_page(request, undoing(viewer, done), changed_meanwhile=True)
    pair = pair_of(done.register, done.kept, done.absorbed)
    if pair is not None and pair.decision == Pair.Decision.SAME:
        decide(viewer, pair.pk, Pair.Decision.OPEN)
    messages.success(request, _("The merge is undone. Both records stand for themselves again."))
    return redirect(KEPT[done.register].page_of(done.absorbed))


def _merge_page(
    request: HttpRequest, viewer: Viewer, kept: Kept, keep: int, absorb: int, *, changed_meanwhile: bool = False
) -> HttpResponse:
    if keep == absorb:
        raise NoSuchRecordError(absorb)
    found = records.read(kept, (keep, absorb))
    both = found[keep], found[absorb]
    require_both(viewer, kept, both)
    if not all(map(stands, both)):
        messages.warning(request, _("One of the two was merged already."))
        return redirect(kept.page_of(keep))
    shows_private = looked(viewer, kept, both)
    one, other = (records.values_of(kept, each) for each in both)
    lines = lines_of(kept, one, other, with_private=shows_private)
    names = name_of(kept, one), name_of(kept, other)
    if names[0] == names[1]:  # which is which
        numbered = _("%(name)s, record %(number)s")
        names = numbered % {"name": names[0], "number": keep}, numbered % {"name": names[1], "number": absorb}
    context = {
        "kept": {"name": names[0], "url": kept.page_of(keep), "revision": both[0].revision},
        "other": {"name": names[1], "url": kept.page_of(absorb), "revision": both[1].revision},
        "differing": [line for line in lines if line.differs],
        "agreeing": [line for line in lines if not line.differs],
        "hides_private": not shows_private,
        "changed_meanwhile": changed_meanwhile,
        "swapped": reverse(f"stewardship:merge_{kept.code}", args=[absorb, keep]),
    }
    return render(request, "stewardship/merge.html", context, status=409 if changed_meanwhile else 200)


def _undo_page(request: HttpRequest, would: Undoing, *, changed_meanwhile: bool = False) -> HttpResponse:
    context: dict[str, Any] = {
        "would": would,
        "url": would.kept.page_of(would.root.pk),
        "changed_meanwhile": changed_meanwhile,
    }
    return render(request, "stewardship/undo.html", context, status=409 if changed_meanwhile else 200)


def _remember(viewer: Viewer, register: str, keep: int, absorb: int) -> bool:
    """Note the answer to the pair; return whether there is one."""
    pair = pair_of(register, keep, absorb)
    if pair is not None:
        decide(viewer, pair.pk, Pair.Decision.SAME)
    return pair is not None


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0
