"""Tables of committees, their orders, members and meetings, and of posts held anywhere else.

A person is named by number alone: whether a viewer may read the name is asked of ``people`` each time. Where a person
is erased, the seat stays with its position and sector, and nobody in it.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils import timezone

from sanphalang.committees import rules
from sanphalang.committees.rules import Term
from sanphalang.files.models import KeptFile
from sanphalang.organisations.models import LocalAuthority, Organisation
from sanphalang.people.models import Person
from sanphalang.places.rules import Level, PlaceCode


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class Committee(models.Model):
    """A committee, a working group or a leaders' council (คณะกรรมการ คณะทำงาน สภาผู้นำ).

    ``place`` is the padded code of the place that it works for. ``revision`` counts changes of the committee itself;
    its orders, members and meetings count their own.
    """

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    name_sort = models.BinaryField(max_length=200)
    kind = models.CharField(max_length=16, choices=_choices(rules.CommitteeKind))
    place = models.IntegerField()
    place_level = models.CharField(max_length=11, choices=[(level, level) for level in Level])
    criteria = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=_choices(rules.Status), default=rules.Status.ACTIVE)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (
            models.Index(fields=("name_sort", "id"), name="committee_by_name"),
            models.Index(fields=("place", "id"), name="committee_by_place"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def place_code(self) -> PlaceCode:
        """The place as a value."""
        return PlaceCode.of(self.place, self.place_level)


class Order(models.Model):
    """The order that appoints a committee or changes it (คำสั่ง), drafted or signed, with its file."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="orders")
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=_choices(rules.OrderState), default=rules.OrderState.DRAFT)
    effective_from = models.DateField(null=True, blank=True)
    effective_until = models.DateField(null=True, blank=True)
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file_type = models.CharField(max_length=4, blank=True)
    file_published = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = (models.F("issued_on").desc(nulls_first=True), "-id")

    def __str__(self) -> str:
        return self.number or f"order {self.pk}"


class ReplacedPaper(models.Model):
    """A file of an order or of minutes in whose place another one came: kept for a time, and nobody's to download."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="replaced_papers")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"replaced paper {self.pk}"


class Membership(models.Model):
    """That somebody sits in a committee: in which position, for which sector, from when until when.

    ``published`` says that the name may be shown to everybody, as that of a public body's chair may.
    """

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="memberships")
    position = models.CharField(max_length=20, choices=_choices(rules.Position))
    sector = models.CharField(max_length=14, choices=_choices(rules.Sector))
    core_organisation = models.CharField(max_length=24, blank=True, choices=_choices(rules.CoreOrganisation))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    order = models.ForeignKey(Order, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships")
    published = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.position} of {self.committee_id}"

    @property
    def term(self) -> Term:
        """From when until when."""
        return Term(self.starts_on, self.ends_on)


class Meeting(models.Model):
    """A meeting of a committee (การประชุม), counted within the committee, with its minutes."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    where = models.CharField(max_length=200, blank=True)
    minutes = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    minutes_type = models.CharField(max_length=4, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-held_on", "-number")
        constraints = (models.UniqueConstraint(fields=("committee", "number"), name="one_meeting_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.number} of {self.committee_id}"


class AgendaItem(models.Model):
    """An item of a meeting's agenda (ระเบียบวาระ), numbered from 1."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("meeting", "number"), name="one_agenda_item_of_a_number"),)

    def __str__(self) -> str:
        return self.title


class Resolution(models.Model):
    """What a meeting resolved (มติ), who carries it out by when, and how far that is."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="resolutions")
    number = models.PositiveIntegerField()
    agenda_item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="resolutions"
    )
    text = models.TextField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=_choices(rules.ResolutionState), default=rules.ResolutionState.OPEN)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("meeting", "number"), name="one_resolution_of_a_number"),)

    def __str__(self) -> str:
        return f"resolution {self.number}"


class FollowUp(models.Model):
    """What was found out about a resolution on a day (การติดตามมติ), and how far it was then."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="follow_ups")
    on = models.DateField()
    note = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=_choices(rules.ResolutionState))

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.on} on {self.resolution_id}"


class Post(models.Model):
    """That somebody holds a post in an organisation or a local authority (ตำแหน่ง), from when until when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="posts")
    local_authority = models.ForeignKey(LocalAuthority, null=True, on_delete=models.PROTECT, related_name="posts")
    position = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation=None, local_authority__isnull=False)
                | models.Q(organisation__isnull=False, local_authority=None),
                name="post_in_one_body",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="post_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return self.position

    @property
    def term(self) -> Term:
        """From when until when."""
        return Term(self.starts_on, self.ends_on)
