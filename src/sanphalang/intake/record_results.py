"""What lists of records have done, or a withdrawal will do, told in records."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.web.figures import show_figure, told


def brought(counts: Mapping[str, int]) -> list[str]:
    """Return in sentences what bringing in has done."""
    created, updated, same = (counts.get(name, 0) for name in ("created", "updated", "unchanged"))
    return told(
        (ngettext("%(n)s new record was made.", "%(n)s new records were made.", created), created),
        (ngettext("%(n)s known record was changed.", "%(n)s known records were changed.", updated), updated),
        (ngettext("%(n)s row said what was known.", "%(n)s rows said what was known.", same), same),
    ) or [_("No record was made or changed.")]


def withdrawn(counts: Mapping[str, int]) -> list[str]:
    """Return in sentences what the withdrawal has done."""
    removed, restored, kept, old = (counts.get(name, 0) for name in ("removed", "restored", "kept", "too_old"))
    kept -= old
    return told(
        (ngettext("%(n)s new record was removed.", "%(n)s new records were removed.", removed), removed),
        (ngettext("%(n)s record is as before.", "%(n)s records are as before.", restored), restored),
        (ngettext("%(n)s record could not be restored.", "%(n)s records could not be restored.", kept), kept),
        (
            ngettext(
                "%(n)s record stays as the list left it: what it was before is no longer kept.",
                "%(n)s records stay as the list left them: what they were before is no longer kept.",
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
            (ngettext("%(n)s new record is removed.", "%(n)s new records are removed.", created), created),
            (
                ngettext(
                    "%(n)s changed record gets back what it said before.",
                    "%(n)s changed records get back what they said before.",
                    updated,
                ),
                updated,
            ),
        ),
        _("Records that somebody edited since, or that another list tells of too, stay and are listed afterwards."),
    ]


def standing(number: int) -> str:
    """Return what stands where bringing in broke off."""
    return ngettext(
        "%(n)s record that was made or changed by then stands in the registry, whole. The other rows wait here; "
        "the file and all decisions are kept.",
        "%(n)s records that were made or changed by then stand in the registry, whole. The other rows wait here; "
        "the file and all decisions are kept.",
        number,
    ) % {"n": show_figure(number)}


def taken_back(number: int) -> str:
    """Return what has been taken back where the withdrawal broke off."""
    return ngettext(
        "%(n)s record has been removed or is as before.",
        "%(n)s records have been removed or are as before.",
        number,
    ) % {"n": show_figure(number)}


def left(number: int) -> str:
    """Return what still stands where the withdrawal broke off."""
    return ngettext(
        "%(n)s record of the list is in the registry still.",
        "%(n)s records of the list are in the registry still.",
        number,
    ) % {"n": show_figure(number)}
