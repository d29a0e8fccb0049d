"""Scans of consents on paper, where the person is erased: who else stands on them."""

from __future__ import annotations

from django.db.models import ForeignObjectRel, QuerySet

from sanphalang.files.models import KeptFile
from sanphalang.files.queries import kept_files
from sanphalang.privacy.models import Consent


def scans_of(person_id: int) -> list[KeptFile]:
    """Return the scans that nothing else names, such as somebody else's consent: they go with the person.

    The same bytes are kept once, and may be a paper of another centre.
    """
    scans = Consent.objects.filter(person=person_id).exclude(scan=None).values("scan")
    shared = Consent.objects.exclude(person=person_id).exclude(scan=None).values("scan")
    files = kept_files().filter(pk__in=scans).exclude(pk__in=shared)
    for relation in KeptFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model is not Consent:
            name, model = relation.field.name, relation.related_model
            files = files.exclude(pk__in=model._base_manager.filter(**{f"{name}__isnull": False}).values(name))
    return list(files)


def consents_on_the_same_paper(person_id: int) -> QuerySet[Consent]:
    """Return the consents of others whose scan is one of the person's too, such as a list that many signed."""
    scans = Consent.objects.filter(person=person_id).exclude(scan=None).values("scan")
    others = Consent.objects.filter(scan__in=scans).exclude(person=person_id)
    return others.select_related("person").order_by("pk")
