"""Tables of people. The only room that holds personal identifiers."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sanphalang.files.merged import STANDS, Mergeable
from sanphalang.files.models import ClaimBase, Source
from sanphalang.people.rules import PersonRole, roles_of
from sanphalang.places.rules import Level, PlaceCode


class Skill(models.Model):
    """Something that people of the network can do (ทักษะ). Skills are data: the network adds its own."""

    code = models.SlugField(max_length=40, primary_key=True)
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_th


class Person(Mergeable):
    """A person of the network.

    ``place`` is the padded code of the most exact place where the person is active, and ``place_level`` says how
    exact; both are empty while nobody knows. ``roles`` holds the codes of ``rules.PersonRole`` with a space around
    each. Of a citizen ID only a keyed digest and the last four digits are kept. ``revision`` counts changes: an edit
    or a withdrawal that expected another revision is refused. Years are of the Common Era.
    """

    class Status(models.TextChoices):
        ACTIVE = "active"
        INACTIVE = "inactive"
        DECEASED = "deceased"
        UNKNOWN = "unknown"

    title = models.CharField(max_length=80, blank=True)
    given_name = models.CharField(max_length=100)
    surname = models.CharField(max_length=100, blank=True)
    monastic_name = models.CharField(max_length=100, blank=True)
    nickname = models.CharField(max_length=60, blank=True)
    name_key = models.CharField(max_length=160)
    name_sort = models.BinaryField(max_length=400)
    identity = models.CharField(max_length=160)
    roles = models.CharField(max_length=200, blank=True)
    place = models.IntegerField(null=True)
    place_level = models.CharField(max_length=11, blank=True, choices=[(level, level) for level in Level])
    occupation = models.CharField(max_length=160, blank=True)
    telephone = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=200, blank=True)
    line_id = models.CharField(max_length=80, blank=True)
    home_address = models.CharField(max_length=500, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    birth_year = models.SmallIntegerField(null=True, blank=True)
    citizen_id_digest = models.CharField(max_length=32, blank=True)
    citizen_id_tail = models.CharField(max_length=4, blank=True)
    health_or_belief = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    confirmed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)
    skills = models.ManyToManyField(Skill, through="PersonSkill", blank=True, related_name="people")

    class Meta:
        indexes = (
            # These hold every column that the list filters by, so that a walk along the alphabet, a territory and a
            # count need not open the rows; a territory can be put in the order of names from its index alone. Every
            # index of a list ends with ``merged_into``, by which absorbed records are left out unopened.
            models.Index(
                fields=("name_sort", "id", "name_key", "place", "roles", "status", "confirmed_on", "merged_into"),
                name="person_by_name",
            ),
            models.Index(
                fields=("place", "id", "name_sort", "roles", "status", "confirmed_on", "merged_into"),
                name="person_by_place",
            ),
            models.Index(fields=("identity",), name="person_by_identity"),
            models.Index(fields=("confirmed_on", "id", "merged_into"), name="person_by_freshness"),
            models.Index(fields=("updated_at", "id", "merged_into"), name="person_by_change"),
            models.Index(
                fields=("citizen_id_digest",), condition=~models.Q(citizen_id_digest=""), name="person_by_citizen_id"
            ),
            models.Index(fields=("merged_into",), condition=~STANDS, name="person_by_merge"),
        )

    def __str__(self) -> str:
        return f"{self.title}{self.given_name} {self.surname}".strip()

    @property
    def place_code(self) -> PlaceCode | None:
        """The place as a value, or None while it is unknown."""
        return None if self.place is None else PlaceCode.of(self.place, self.place_level)

    @property
    def role_set(self) -> frozenset[PersonRole]:
        """The roles as values."""
        return roles_of(self.roles)


class PersonSkill(models.Model):
    """That a person has a skill. Read both ways, so each way has an index that holds the other side."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "skill"), name="one_skill_of_a_person_once"),)
        indexes = (models.Index(fields=("skill", "person"), name="person_by_skill"),)

    def __str__(self) -> str:
        return f"{self.skill_id} of {self.person_id}"


class Training(models.Model):
    """A training that a person attended (การอบรม)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trainings")
    name = models.CharField(max_length=200)
    organiser = models.CharField(max_length=200, blank=True)
    year = models.SmallIntegerField(null=True, blank=True)  # of the Common Era
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-year", "name")

    def __str__(self) -> str:
        return self.name


class PersonClaim(ClaimBase):
    """That a source told of a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="claims")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("batch", "row"), name="one_person_claim_a_row"),)

    def __str__(self) -> str:
        return f"{self.source_id} on {self.person_id}"
