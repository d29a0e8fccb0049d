"""Scans of consents on paper, where the person is erased: who else stands on them."""

from __future__ import annotations

from django.db.models import QuerySet

from sanphalang.files.models import KeptFile
from sanphalang.files.queries import kept_files
from sanphalang.privacy.models import Consent


def scans_of(person_id: int) -> list[KeptFile]:
    """Return the scans that nobody else's consent stands on too: they go with the person."""
    scans = Consent.objects.filter(person=person_id).exclude(scan=None).values("scan")
    shared = Consent.objects.exclude(person=person_id).exclude(scan=None).values("scan")
    return list(kept_files().filter(pk__in=scans).exclude(pk__in=shared))


def consents_on_the_same_paper(person_id: int) -> QuerySet[Consent]:
    """Return the consents of others whose scan is one of the person's too, such as a list that many signed."""
    scans = Consent.objects.filter(person=person_id).exclude(scan=None).values("scan")
    others = Consent.objects.filter(scan__in=scans).exclude(person=person_id)
    return others.select_related("person").order_by("pk")
