"""What one would want to know of somebody of the network."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sanphalang.people.models import Person
from sanphalang.people.queries import Shown
from sanphalang.people.words import FIELDS
from sanphalang.places.rules import Level
from sanphalang.web.completeness import Completeness, completeness
from sanphalang.web.table import Words

_EXACT = (Level.SUBDISTRICT, Level.VILLAGE)
_REACHED_BY = frozenset({"telephone", "email", "line_id"})


def completeness_of(shown: Shown, skills: Sequence[str]) -> Completeness:
    """Return how complete a person's record is; what is private counts only for who may see it."""
    things: dict[Words, bool] = {
        _("Subdistrict"): shown.place is not None and shown.place.level in _EXACT,
        FIELDS["roles"]: bool(shown.roles),
        FIELDS["occupation"]: bool(shown.occupation),
        FIELDS["skills"]: bool(skills),
        FIELDS["status"]: shown.status != Person.Status.UNKNOWN,
    }
    if shown.may_see_private:
        things |= {
            _("A telephone, e-mail or LINE address"): not _REACHED_BY.isdisjoint(shown.private_known),
            FIELDS["birth_year"]: "birth_year" in shown.private_known or "birth_date" in shown.private_known,
        }
    return completeness(things)
