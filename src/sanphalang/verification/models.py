"""Tables of how true the registry is kept: samples of freshness, rounds of verification, what checkers sent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sanphalang.access.models import Centre, User
from sanphalang.files.models import KeptFile, Source
from sanphalang.organisations.models import Organisation
from sanphalang.verification.round_rules import AnswerState, Outcome, Policy, RoundState, TaskState, Why


class FreshnessSample(models.Model):
    """How many organisations a centre's territory held on a day, and how many had been confirmed within twelve months.

    Written down because a registry forgets: a later confirmation replaces the day of an earlier one.
    """

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    total = models.PositiveIntegerField()
    fresh = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("centre", "day"), name="one_sample_a_day"),)
        indexes = (models.Index(fields=("day",), name="sample_by_day"),)

    def __str__(self) -> str:
        return f"{self.centre_id} on {self.day}: {self.fresh} of {self.total}"


class VerificationRound(models.Model):
    """A round in which people of a centre check records one by one (รอบตรวจสอบข้อมูล).

    ``place``, ``kinds``, ``unconfirmed_since`` and ``only_never`` say which records it holds; they were taken when it
    started, and ``total`` counts them. While it is ``preparing``, the place and the number of the last record taken say
    where a killed job goes on. ``source`` is what the history of a record names.
    """

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    place = models.IntegerField(null=True, blank=True)
    place_level = models.CharField(max_length=11, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    unconfirmed_since = models.DateField(null=True, blank=True)
    only_never = models.BooleanField(default=False)
    until = models.DateField()
    policy = models.CharField(max_length=7, choices=[(each.value, each.value) for each in Policy])
    state = models.CharField(
        max_length=9, choices=[(each.value, each.value) for each in RoundState], default=RoundState.PREPARING.value
    )
    taken_place = models.IntegerField(default=0)
    taken_id = models.BigIntegerField(default=0)
    expected = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    started_by = models.CharField(max_length=80)  # an actor, such as user:5
    started_at = models.DateTimeField(default=timezone.now)
    closed_by = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("state", "until"), name="round_by_state"),)

    def __str__(self) -> str:
        return f"round {self.pk} of {self.centre_id}"


class VerificationTask(models.Model):
    """A record to be checked in a round. ``place`` and ``village_no`` are the record's when the round started.

    Tasks are numbered in the order of places, villages and names, in which lists show them.
    """

    goes_with_its_record = True  # files.registers: a list can be withdrawn though its records are to be checked

    round = models.ForeignKey(VerificationRound, on_delete=models.CASCADE, related_name="tasks", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    place = models.IntegerField()
    village_no = models.CharField(max_length=10, blank=True)
    assignee = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(
        max_length=4, choices=[(each.value, each.value) for each in TaskState], default=TaskState.OPEN.value
    )
    outcome = models.CharField(max_length=9, blank=True, choices=[(each.value, each.value) for each in Outcome])
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "organisation"), name="one_task_a_record"),)
        indexes = (
            # Holds all that a board counts by, so that no task is opened for it.
            models.Index(
                fields=("round", "place", "village_no", "state", "outcome", "assignee", "done_on"), name="task_by_place"
            ),
            models.Index(fields=("round", "state", "id"), name="task_by_state"),
            models.Index(fields=("round", "id"), name="task_in_order"),
        )

    def __str__(self) -> str:
        return f"task {self.pk} of round {self.round_id}"


class OrganisationLink(models.Model):
    """A link with which an organisation confirms itself; of its secret part only a digest is kept.

    ``policy`` is the rule of the ``centre`` that looked after it then; where another does now, everything waits.
    """

    goes_with_its_record = True

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    centre = models.ForeignKey(Centre, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    policy = models.CharField(max_length=7, choices=[(each.value, each.value) for each in Policy])
    made_by = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link {self.pk}"


class VerificationAnswer(models.Model):
    """What a checker, or the organisation itself, said of a record, and what became of it.

    ``instance`` is made by whoever sends: the same answer sent twice is one. ``values`` are what it says otherwise, as
    JSON text by column; ``where`` is a place in words. ``seen_revision`` is the record's that was in front of them, and
    ``told`` the state that they were answered with. ``note``, ``values``, ``where``, ``reason`` and ``photo`` may tell
    of people: they are emptied when they were kept long enough (:mod:`.forgetting`).
    """

    instance = models.UUIDField(unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(VerificationTask, null=True, blank=True, on_delete=models.CASCADE, related_name="answers")
    link = models.ForeignKey(OrganisationLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    actor = models.CharField(max_length=80)
    outcome = models.CharField(max_length=9, choices=[(each.value, each.value) for each in Outcome])
    seen_revision = models.PositiveIntegerField()
    values = models.TextField(blank=True)
    where = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accuracy = models.FloatField(null=True, blank=True)
    photo = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField()
    received_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=7, choices=[(each.value, each.value) for each in AnswerState])
    told = models.CharField(max_length=7, choices=[(each.value, each.value) for each in AnswerState])
    why = models.CharField(max_length=7, blank=True, choices=[(each.value, each.value) for each in Why])
    waits_at = models.ForeignKey(Centre, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    passed_on_by = models.CharField(max_length=80, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("state", "waits_at", "actor", "id"), name="answer_by_state"),
            models.Index(fields=("received_at",), name="answer_by_age"),
        )

    def __str__(self) -> str:
        return f"answer {self.pk} on {self.organisation_id}"
