"""Loads the kinds of organisations. Kinds are data: the network may rename these and add its own."""

from __future__ import annotations

from django.db import transaction

from sanphalang.organisations.models import OrganisationKind
from sanphalang.thai.organisation_kinds import KINDS


def load() -> int:
    """Add the kinds that are missing; return how many were added. A kind that the network renamed keeps its name."""
    with transaction.atomic():
        known = set(OrganisationKind.objects.values_list("code", flat=True))
        missing = [
            OrganisationKind(code=code, name_th=kind.thai, name_en=kind.english, order=order)
            for order, (code, kind) in enumerate(KINDS.items(), start=1)
            if code not in known
        ]
        OrganisationKind.objects.bulk_create(missing)
    return len(missing)
