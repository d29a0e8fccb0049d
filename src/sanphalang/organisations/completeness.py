"""What one would want to know of an organisation."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import Shown
from sanphalang.organisations.words import FIELDS
from sanphalang.places.rules import Level
from sanphalang.web.completeness import Completeness, completeness

_EXACT = (Level.SUBDISTRICT, Level.VILLAGE)


def completeness_of(shown: Shown) -> Completeness:
    """Return how complete an organisation is; of a contact that is hidden everybody is told only that there is one."""
    return completeness(
        {
            FIELDS["kind_id"]: shown.kind != "other",
            _("Subdistrict"): shown.place is not None and shown.place.level in _EXACT,
            _("Village number or address"): bool(shown.village_no or shown.address),
            _("The spot on the map"): shown.latitude is not None,
            _("A contact"): shown.contact.is_known,
            FIELDS["members"]: shown.members is not None,
            FIELDS["founded_year"]: shown.founded_year is not None,
            FIELDS["activity"]: bool(shown.activity),
            FIELDS["status"]: shown.status != Organisation.Status.UNKNOWN,
        }
    )
