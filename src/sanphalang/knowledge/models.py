"""Tables of knowledge items and their versions.

A version (ฉบับ) holds everything that is written; once published it is not written on any more. The next one begins
as its copy, so that readers keep what they have until somebody publishes, and every earlier one can be read.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils import timezone

from sanphalang.files.models import ClaimBase, KeptFile
from sanphalang.issues.models import Tag
from sanphalang.knowledge import rules
from sanphalang.knowledge.rules import State
from sanphalang.knowledge.theme_models import Theme as Theme
from sanphalang.knowledge.theme_models import ThemePassage as ThemePassage
from sanphalang.organisations.models import LocalAuthority, Organisation
from sanphalang.people.models import Person
from sanphalang.places.rules import Level, PlaceCode


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class KnowledgeItem(models.Model):
    """A knowledge item (องค์ความรู้): a case, a lesson, whatever is told of what somebody tried and learned.

    ``author`` is who began it, as the ledger calls accounts. The columns from ``name`` on are what lists are compared
    with, in step with the latest version: ``told`` (JSON text) are the texts of an item that a list began, until people
    write on (``is_written``) and no list changes it any more; ``drawn_from`` is where it was told first, as an address
    or in words. ``revision`` counts every change.
    """

    author = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False)
    withdrawn_because = models.TextField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True)
    name_sort = models.BinaryField(max_length=200, default=bytes)
    identity = models.CharField(max_length=200, blank=True, db_index=True)
    kind = models.CharField(max_length=20, choices=_choices(rules.Kind), default=rules.Kind.OTHER)
    place = models.IntegerField(null=True, blank=True, db_index=True)
    place_level = models.CharField(max_length=11, blank=True, choices=[(level, level) for level in Level])
    year = models.SmallIntegerField(null=True, blank=True)
    told = models.TextField(blank=True)
    drawn_from = models.CharField(max_length=300, blank=True)
    is_written = models.BooleanField(default=True)
    updated_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"knowledge {self.pk}"


class ItemClaim(ClaimBase):
    """That a list told of an item: in which row of which import, and what that set."""

    item = models.ForeignKey(KnowledgeItem, on_delete=models.CASCADE, related_name="claims")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("batch", "row"), name="one_item_claim_a_row"),)

    def __str__(self) -> str:
        return f"{self.source_id} on {self.item_id}"


class Version(models.Model):
    """One version of an item: its words, where it happened, and whether anybody may read it.

    ``place`` is the padded code of the main place; without one it is of the whole country. ``year`` is when it
    happened, in the Common Era. ``changed`` says in a sentence what is new since the version before. ``revision``
    counts changes of what stands in this row; parts count their own, so that two people can write two parts at once.
    """

    goes_with_its_record = True

    item = models.ForeignKey(KnowledgeItem, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=_choices(rules.State), default=State.DRAFT)
    form = models.CharField(max_length=12, choices=_choices(rules.Form), default=rules.Form.CASE)
    kind = models.CharField(max_length=20, choices=_choices(rules.Kind))
    title = models.CharField(max_length=200)
    title_key = models.CharField(max_length=200)
    title_sort = models.BinaryField(max_length=200)
    summary = models.TextField(blank=True)
    place = models.IntegerField(null=True, blank=True)
    place_level = models.CharField(max_length=11, blank=True, choices=[(level, level) for level in Level])
    year = models.SmallIntegerField(null=True, blank=True)
    changed = models.CharField(max_length=300, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("item", "number"), name="one_version_of_a_number"),
            models.UniqueConstraint(
                fields=("item",), condition=models.Q(state__in=rules.WORKING), name="one_working_version"
            ),
            models.UniqueConstraint(
                fields=("item",), condition=models.Q(state=State.PUBLISHED), name="one_published_version"
            ),
        )
        indexes = (
            models.Index(fields=("state", "-published_at", "id"), name="version_by_day"),
            models.Index(fields=("state", "place", "id"), name="version_by_place"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> PlaceCode | None:
        """The main place as a value; None for the whole country."""
        return None if self.place is None else PlaceCode.of(self.place, self.place_level)


class Part(models.Model):
    """What is written under one question of the form, as Markdown. ``revision`` counts its own changes."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "name"), name="one_part_of_a_name"),)

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """A result in figures: what was counted, before and after, as people wrote it."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="figures")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=160)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("version", "number"), name="one_figure_of_a_number"),)

    def __str__(self) -> str:
        return self.what


class FollowUp(models.Model):
    """What followed on what was declared: on which day, in a line."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="follow_ups")
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    said = models.CharField(max_length=300)

    class Meta:
        ordering = ("day", "number")
        constraints = (models.UniqueConstraint(fields=("version", "number"), name="one_follow_up_of_a_number"),)

    def __str__(self) -> str:
        return self.said


class ComparisonRow(models.Model):
    """A row of a comparative study: a factor, and what is said of it for each case.

    Row 0 names the cases, each in words or by the address of its page here, and has no factor.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="comparison")
    number = models.PositiveSmallIntegerField()
    factor = models.CharField(max_length=160, blank=True)
    case_1 = models.CharField(max_length=300, blank=True)
    case_2 = models.CharField(max_length=300, blank=True)
    case_3 = models.CharField(max_length=300, blank=True)
    case_4 = models.CharField(max_length=300, blank=True)
    case_5 = models.CharField(max_length=300, blank=True)
    case_6 = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("version", "number"), name="one_comparison_of_a_number"),)

    def __str__(self) -> str:
        return self.factor


class AlsoPlace(models.Model):
    """A place besides the main one to which a version is tied."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="also_places")
    place = models.IntegerField()
    place_level = models.CharField(max_length=11, choices=[(level, level) for level in Level])

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("version", "place", "place_level"), name="one_tie_to_a_place"),)

    def __str__(self) -> str:
        return str(self.place)


class TiedGoal(models.Model):
    """A goal or target of sustainable development that a version serves, by its code; ``goal`` is the goal's number."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="tied_goals")
    code = models.CharField(max_length=5)
    goal = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("goal", "version"), name="tied_goal_by_goal"),)
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_tie_to_a_goal"),)

    def __str__(self) -> str:
        return self.code


class TiedTag(models.Model):
    """An issue of a scheme by which a version is tagged."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="tied_tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("tag__scheme__order", "tag__order")
        constraints = (models.UniqueConstraint(fields=("version", "tag"), name="one_tie_to_a_tag"),)

    def __str__(self) -> str:
        return str(self.tag_id)


class Partner(models.Model):
    """An organisation or a local authority that took part or joined: since when, and what it did."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="knowledge_partners"
    )
    local_authority = models.ForeignKey(
        LocalAuthority, null=True, blank=True, on_delete=models.PROTECT, related_name="knowledge_partners"
    )
    did = models.CharField(max_length=160, blank=True)
    joined_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True, local_authority__isnull=False)
                | models.Q(organisation__isnull=False, local_authority__isnull=True),
                name="partner_is_one_body",
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation_id or self.local_authority_id)


class Participant(models.Model):
    """A person who took part, in a role. Everybody reads the role; the name only where the person agreed."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="knowledge_participants")
    role = models.CharField(max_length=160)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.role


class Naming(models.Model):
    """That a person agreed to be named in an item: how, and on which day.

    It holds for all versions; taking it back takes the name from every page at once.
    """

    item = models.ForeignKey(KnowledgeItem, on_delete=models.CASCADE, related_name="namings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="knowledge_namings")
    basis = models.CharField(max_length=12, choices=_choices(rules.Basis))
    agreed_on = models.DateField()
    decided_by = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item", "person"), name="one_naming_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.basis} {self.agreed_on}"


class Picture(models.Model):
    """A picture of a version: written anew without anything hidden, in two sizes, with words for who cannot see it."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    small = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=200)
    caption = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("number", "id")

    def __str__(self) -> str:
        return self.alt


class Attachment(models.Model):
    """A document of a version to be taken home, known by what it holds."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    file_type = models.CharField(max_length=4)
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class Video(models.Model):
    """A link to a film elsewhere. Nothing of it is shown here: whoever follows the link asks the other host."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="videos")
    url = models.CharField(max_length=300)
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class Thread(models.Model):
    """What somebody asks or says about a step of a draft, open until somebody says that it is settled."""

    item = models.ForeignKey(KnowledgeItem, on_delete=models.CASCADE, related_name="threads")
    part = models.CharField(max_length=12)
    opened_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("opened_at", "id")

    def __str__(self) -> str:
        return f"{self.part} of {self.item_id}"


class Remark(models.Model):
    """What was said in a thread, by whom; seen by those who write or review."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField()
    actor = models.CharField(max_length=40)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("said_at", "id")

    def __str__(self) -> str:
        return f"remark {self.pk}"


class Unsaved(models.Model):
    """What somebody typed into a step and has not saved yet, kept every few seconds so that nothing is lost.

    It is nobody's but its writer's, and no part of the item: ``content`` are the fields as they were typed.
    """

    item = models.ForeignKey(KnowledgeItem, on_delete=models.CASCADE, related_name="unsaved")
    step = models.CharField(max_length=12)
    actor = models.CharField(max_length=40)
    content = models.TextField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item", "step", "actor"), name="one_unsaved_step"),)

    def __str__(self) -> str:
        return f"{self.step} of {self.item_id}"
