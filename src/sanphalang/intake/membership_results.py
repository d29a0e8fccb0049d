"""What lists of the network have done, or a withdrawal will do, told in rows: several may tell of one authority."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.web.figures import show_figure


def brought(counts: Mapping[str, int]) -> list[str]:
    """Return in sentences what bringing in has done."""
    created, updated, same = (counts.get(name, 0) for name in ("created", "updated", "unchanged"))
    return _told(
        (ngettext("%(n)s row told something new.", "%(n)s rows told something new.", created), created),
        (ngettext("%(n)s row changed what was known.", "%(n)s rows changed what was known.", updated), updated),
        (ngettext("%(n)s row changed nothing.", "%(n)s rows changed nothing.", same), same),
    ) or [_("Nothing was written down or changed.")]


def withdrawn(counts: Mapping[str, int]) -> list[str]:
    """Return in sentences what the withdrawal has done."""
    removed, restored, kept, old = (counts.get(name, 0) for name in ("removed", "restored", "kept", "too_old"))
    kept -= old
    return _told(
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
        *_told(
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


def _told(*sentences: tuple[str, int]) -> list[str]:
    return [sentence % {"n": show_figure(count)} for sentence, count in sentences if count]
