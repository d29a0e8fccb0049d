"""What lists of the network have done, or a withdrawal will do, told in rows: several may tell of one authority."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.web.figures import show_figure, told


def brought(counts: Mapping[str, int]) -> list[str]:
    """Return in sentences what bringing in has done."""
    created, updated, same = (counts.get(name, 0) for name in ("created", "updated", "unchanged"))
    return told(
        (ngettext("%(n)s row told something new.", "%(n)s rows told something new.", created), created),
        (ngettext("%(n)s row changed what was known.", "%(n)s rows changed what was known.", updated), updated),
        (ngettext("%(n)s row changed nothing.", "%(n)s rows changed nothing.", same), same),
    ) or [_("Nothing was written down or changed.")]


def withdrawn(counts: Mapping[str, int]) -> list[str]:
    """Return in sentences what the withdrawal has done."""
    removed, restored, kept, old = (counts.get(name, 0) for name in ("removed", "restored", "kept", "too_old"))
    kept -= old
    return told(
        (ngettext("What %(n)s row added was removed.", "What %(n)s rows added was removed.", removed), removed),
        (ngettext("What %(n)s row changed is as before.", "What %(n)s rows changed is as before.", restored), restored),
        (
            ngettext(
                "What %(n)s row wrote stays, all of it or a part.",
                "What %(n)s rows wrote stays, all of it or a part.",
                kept,
            ),
            kept,
        ),
        (
            ngettext(
                "What %(n)s row wrote stays: what was known before is no longer kept.",
                "What %(n)s rows wrote stays: what was known before is no longer kept.",
                old,
            ),
            old,
        ),
    ) or [_("There was nothing to take back.")]


def consequences(counts: Mapping[str, int]) -> list[str]:
    """Return in sentences what a withdrawal will do."""
    created, updated = counts.get("created", 0), counts.get("updated", 0)
    return [
        *told(
            (ngettext("What %(n)s row added is removed.", "What %(n)s rows added is removed.", created), created),
            (
                ngettext(
                    "What %(n)s row changed gets back what was known before.",
                    "What %(n)s rows changed gets back what was known before.",
                    updated,
                ),
                updated,
            ),
        ),
        _("What somebody changed since, or another list tells of too, stays and is listed afterwards."),
    ]


def standing(number: int) -> str:
    """Return what stands where bringing in broke off."""
    return ngettext(
        "What %(n)s row told by then is written down, whole. The other rows wait here; the file and all decisions "
        "are kept.",
        "What %(n)s rows told by then is written down, whole. The other rows wait here; the file and all decisions "
        "are kept.",
        number,
    ) % {"n": show_figure(number)}


def taken_back(number: int) -> str:
    """Return what has been taken back where the withdrawal broke off."""
    return ngettext(
        "What %(n)s row wrote has been taken back.",
        "What %(n)s rows wrote has been taken back.",
        number,
    ) % {"n": show_figure(number)}


def left(number: int) -> str:
    """Return what still stands where the withdrawal broke off."""
    return ngettext(
        "What %(n)s row of the list told still stands.",
        "What %(n)s rows of the list told still stands.",
        number,
    ) % {"n": show_figure(number)}
