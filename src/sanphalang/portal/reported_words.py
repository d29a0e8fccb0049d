"""Where reports of problems tell of a person who is erased: the form asks to name nobody, but who writes may.

It stands here because the room ``manual`` lies below people and privacy, and knows neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.roles import Act
from sanphalang.manual.actions import forget_words
from sanphalang.manual.queries import reports_saying
from sanphalang.people.naming import Sought, TextFound, excerpt
from sanphalang.privacy.above import Words

KEY = "manual"


def texts_naming(sought: Sought) -> list[TextFound]:
    """Return the reports that tell of the person by full name or contact."""
    return list(_found(sought))


def forget(actor: str, key: str) -> None:
    """Empty the words of a report by its key. Belongs in the caller's transaction."""
    forget_words(actor, int(key.removeprefix(f"{KEY}:")))


def _found(sought: Sought) -> Iterator[TextFound]:
    for report in reports_saying(sought.spellings):
        words = f"{report.happened}\n{report.expected}"
        if sought.is_told_in(words):
            name = _("Reported problem %(number)s") % {"number": report.pk}
            url = reverse("manual:problem", args=[report.pk])
            yield TextFound(
                f"{KEY}:{report.pk}", _("Words of a reported problem"), name, url, None, excerpt(words, sought)
            )


WORDS = Words(KEY, texts_naming, forget, (Act.PROBLEMS_SOLVE,))
"""What ``settings.WORDS_OF_PEOPLE`` names."""
