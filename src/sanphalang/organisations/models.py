"""Tables of community organisations."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sanphalang.files.merged import STANDS, Mergeable
from sanphalang.files.models import ClaimBase, Source
from sanphalang.places.rules import Level, PlaceCode


class OrganisationKind(models.Model):
    """A kind of organisation (ประเภทองค์กร). Kinds are data: the network adds its own."""

    code = models.SlugField(max_length=40, primary_key=True)
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_th


class Organisation(Mergeable):
    """A community organisation (องค์กรชุมชน).

    ``place`` is the padded code of its most exact known place and ``place_level`` says how exact; both are empty while
    nobody knows. ``identity`` is what two spellings of one organisation's name share. ``revision`` counts changes:
    an edit or a withdrawal that expected another revision is refused.
    """

    class Status(models.TextChoices):
        ACTIVE = "active"
        INACTIVE = "inactive"
        CLOSED = "closed"
        UNKNOWN = "unknown"

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    name_sort = models.BinaryField(max_length=200)
    identity = models.CharField(max_length=240)
    kind = models.ForeignKey(OrganisationKind, on_delete=models.PROTECT, db_index=False)
    registration_no = models.CharField(max_length=40, blank=True)
    place = models.IntegerField(null=True)
    place_level = models.CharField(max_length=11, blank=True, choices=[(level, level) for level in Level])
    village_no = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=500, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    contact_name = models.CharField(max_length=160, blank=True)
    telephone = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=200, blank=True)
    contact_published = models.BooleanField(default=False)
    website = models.CharField(max_length=200, blank=True)
    members = models.PositiveIntegerField(null=True, blank=True)
    founded_year = models.SmallIntegerField(null=True, blank=True)
    activity = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    confirmed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (
            # These three hold every column that the list filters by, so that a walk along the alphabet and a count need
            # not open the rows: any of these filters and any page within 15 ms, where an index for each took up to 130.
            # Every index of a list ends with ``merged_into``, by which absorbed records are left out unopened. Indexes
            # of the others alone would spare asking each entry, but mislead SQLite where it has to read all rows.
            models.Index(
                fields=("name_sort", "id", "name_key", "place", "kind", "status", "confirmed_on", "merged_into"),
                name="organisation_by_name",
            ),
            models.Index(
                fields=("kind", "name_sort", "id", "place", "status", "confirmed_on", "merged_into"),
                name="organisation_by_kind",
            ),
            models.Index(
                fields=("place", "id", "confirmed_on", "kind", "status", "merged_into"),
                name="organisation_by_place",
            ),
            models.Index(fields=("identity",), name="organisation_by_identity"),
            models.Index(fields=("members", "id", "merged_into"), name="organisation_by_members"),
            models.Index(
                fields=("confirmed_on", "id", "merged_into"),
                name="organisation_by_freshness",
            ),
            models.Index(fields=("updated_at", "id", "merged_into"), name="organisation_by_change"),
            models.Index(
                fields=("registration_no",), condition=~models.Q(registration_no=""), name="organisation_by_number"
            ),
            models.Index(fields=("merged_into",), condition=~STANDS, name="organisation_by_merge"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def place_code(self) -> PlaceCode | None:
        """The place as a value, or None while it is unknown."""
        return None if self.place is None else PlaceCode.of(self.place, self.place_level)


class Claim(ClaimBase):
    """That a source told of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="claims")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("batch", "row"), name="one_claim_a_row"),)

    def __str__(self) -> str:
        return f"{self.source_id} on {self.organisation_id}"


class NetworkPartnership(models.Model):
    """That an organisation is a partner of the network (ภาคีเครือข่าย), since which year and until which.

    Years are of the Common Era; at the end of ``until_year`` it was one no longer. Where two records are merged that
    both have a partnership, that of the absorbed one stays with it: who counts leaves absorbed records out.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="partnership")
    since_year = models.SmallIntegerField()
    until_year = models.SmallIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_year=None) | models.Q(until_year__gte=models.F("since_year")),
                name="partnership_ended_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} since {self.since_year}"


class LocalAuthority(models.Model):
    """A local administrative organisation (องค์กรปกครองส่วนท้องถิ่น, อปท.)."""

    class Kind(models.TextChoices):
        PAO = "pao"  # องค์การบริหารส่วนจังหวัด
        CITY = "city"  # เทศบาลนคร
        TOWN = "town"  # เทศบาลเมือง
        SUBDISTRICT_MUNICIPALITY = "subdistrict_municipality"  # เทศบาลตำบล
        SAO = "sao"  # องค์การบริหารส่วนตำบล
        SPECIAL = "special"  # กรุงเทพมหานคร เมืองพัทยา

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    place = models.IntegerField(db_index=True)
    place_level = models.CharField(max_length=11, choices=[(level, level) for level in Level])
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("place", "name")

    def __str__(self) -> str:
        return self.name


class NetworkMembership(models.Model):
    """That a local authority belongs to the network (อปท.เครือข่าย), since which year and until which.

    Years are of the Common Era. ``joined_from`` is the first of several years of which nobody knows in which one it
    joined.
    """

    authority = models.OneToOneField(LocalAuthority, on_delete=models.PROTECT, related_name="membership")
    joined_from = models.SmallIntegerField(null=True)
    joined_year = models.SmallIntegerField()
    left_year = models.SmallIntegerField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(left_year=None) | models.Q(left_year__gte=models.F("joined_year")),
                name="network_left_after_it_was_joined",
            ),
        )

    def __str__(self) -> str:
        return f"{self.authority_id} since {self.joined_year}"


class NetworkTraining(models.Model):
    """That people of a local authority were trained in the network in a year, or became something there.

    ``people`` is how many, as the authority reports it; nobody knows where it is empty.
    """

    class Kind(models.TextChoices):
        CAMP = "camp"  # อบรมค่ายผู้นำ
        TOP_LEADER = "top_leader"  # สุดยอดผู้นำ

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="trainings")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    year = models.SmallIntegerField()
    people = models.PositiveIntegerField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("-year", "kind")
        constraints = (models.UniqueConstraint(fields=("authority", "kind", "year"), name="one_training_of_a_year"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.year} of {self.authority_id}"


class LearningCentre(models.Model):
    """A centre of the network at a local authority: its kind by the abbreviation that the network uses, and its issue.

    The documents do not say what the abbreviations stand for, so nothing here does.
    """

    class Kind(models.TextChoices):
        SWK = "swk"  # ศวก. (แม่ข่าย)
        SPG = "spg"  # ศปง.
        SRS = "srs"  # ศรส.
        KSR = "ksr"  # คสร.

    class Issue(models.TextChoices):
        FOOD = "food"  # อาหาร
        ALCOHOL = "alcohol"  # แอลกอฮอล์
        ELDERLY = "elderly"  # ผู้สูงอายุ
        EARLY_CHILDHOOD = "early_childhood"  # เด็กปฐมวัย
        DISEASE = "disease"  # โรคติดต่อ

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="learning_centres")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    issue = models.CharField(max_length=16, choices=Issue.choices, blank=True)
    year_from = models.SmallIntegerField(null=True)
    year = models.SmallIntegerField()
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("-year", "kind", "issue")
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "kind", "issue", "year"), name="one_learning_centre_of_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.issue} {self.year} at {self.authority_id}"
