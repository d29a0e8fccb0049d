"""Tables of what people decide about themselves: links to their own record, purposes, consents, requests, erasures."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sanphalang.files.models import KeptFile
from sanphalang.people.models import Person
from sanphalang.privacy.rules import Basis, Kind, State


class PersonalLink(models.Model):
    """A link and a code with which a person opens the own record without an account.

    Of both only digests are kept. ``tries`` counts wrong codes that began as this one does; after too many the code is
    dead, and the link still works.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="personal_links")
    token_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64, unique=True)
    code_begins = models.CharField(max_length=64, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_by = models.CharField(max_length=80)  # an actor, such as user:5
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link {self.pk}"


class Purpose(models.Model):
    """What personal data are used for (วัตถุประสงค์), on which legal basis, and for how many days they are kept."""

    code = models.SlugField(max_length=30, primary_key=True)
    name_th = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    basis = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Basis])
    asks_consent = models.BooleanField()
    keep_days = models.PositiveIntegerField()
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_th


class Notice(models.Model):
    """One version of what people are told of a purpose. A version is never changed: a new one is added."""

    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="notices")
    version = models.PositiveSmallIntegerField()
    text_th = models.TextField()
    text_en = models.TextField()
    from_day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("purpose", "version"), name="one_notice_of_a_version"),)

    def __str__(self) -> str:
        return f"{self.purpose_id} {self.version}"


class Consent(models.Model):
    """That a person gave or withdrew consent for a purpose. Rows are only added; the latest by ``at`` holds.

    On paper (``channel`` is ``paper``) ``at`` is the day that stands on it: its first moment where consent was given,
    its last where it was withdrawn, so that of two decisions of a day the withdrawal holds. ``received_by`` is who took
    the paper, and ``scan`` what it looks like, which the person's own centre alone can open.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    given = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(max_length=10)
    actor = models.CharField(max_length=80)
    guardian_name = models.CharField(max_length=160, blank=True)
    guardian_relation = models.CharField(max_length=80, blank=True)
    received_by = models.CharField(max_length=160, blank=True)
    scan = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    scan_type = models.CharField(max_length=4, blank=True)

    def __str__(self) -> str:
        return f"{self.notice_id} {'given' if self.given else 'withdrawn'}"


class Request(models.Model):
    """Something that a person asks for by law (คำขอใช้สิทธิ), with the day by which it has to be answered.

    ``number`` is the person's, which stays when the person is erased; ``place`` was the person's when it was asked.
    ``asked`` and ``answer`` may hold private values: erasure and retention empty them. ``found`` are the texts, papers
    and rows of somebody erased already about which an officer has to decide, because another centre erased them or an
    older backup brought them back; as long as it waits, ``asked`` is the name to look for.
    """

    kind = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Kind])
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="privacy_requests")
    number = models.BigIntegerField()
    place = models.IntegerField(null=True)
    asked = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.CharField(max_length=80)
    due_on = models.DateField()
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in State], default=State.OPEN.value
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    served_by = models.CharField(max_length=80, blank=True)
    ground = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)
    found = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("state", "due_on", "id"), name="request_by_day"),
            models.Index(fields=("number",), name="request_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Erasure(models.Model):
    """That somebody was erased: enough to erase them again from an older backup, and nothing that tells who it was.

    ``made`` is a keyed digest of the person's number and the moment when the record was made, ``citizen`` of the
    citizen ID, ``born`` of name and birth date; each is empty where it was not known. ``reach`` is the territory of
    whoever erased, as intervals of places: outside it somebody who is only alike is not erased.
    """

    number = models.BigIntegerField()
    made = models.CharField(max_length=64, unique=True)
    citizen = models.CharField(max_length=64, blank=True)
    born = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    reach = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"erasure of {self.number}"
