"""Tables of the administrative tree: reference data, public."""

from django.db import models

from sanphalang.places.rules import Level, PlaceCode


class Place(models.Model):
    """A node of the administrative tree (พื้นที่): province, district, subdistrict or village."""

    padded = models.IntegerField(primary_key=True)
    code = models.CharField(max_length=8, unique=True)
    level = models.CharField(max_length=11, choices=[(level, level) for level in Level])
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    name_key = models.CharField(max_length=120, db_index=True)
    postal_codes = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        ordering = ("padded",)
        indexes = (models.Index(fields=("level", "padded")),)

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"

    @property
    def place_code(self) -> PlaceCode:
        """The code as a value with its interval."""
        return PlaceCode.of(self.padded, self.level)


class AbolishedPlace(models.Model):
    """A code that was abolished, and the place that answers for it today.

    ``successor`` is one place: the one that took the territory over, or, where several shared it, the place around
    all of them; ``successor_codes`` names them all. ``reason`` says how the successor is known: ``notice`` (a notice in
    the Royal Gazette, named in ``notice``, in force since ``in_force_on``), ``name`` (the same name, at the source),
    ``same_name`` (the same name, found here); empty when no successor is known.
    """

    code = models.CharField(max_length=8, primary_key=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    abolished_on = models.DateField(null=True)
    successor = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="predecessors")
    successor_codes = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    in_force_on = models.DateField(null=True)
    notice = models.TextField(blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"

    @property
    def notice_words(self) -> str:
        """The notice without its address."""
        return self.notice.partition(", http")[0]

    @property
    def notice_url(self) -> str:
        """The address of the notice, empty when it has none."""
        return "http" + address if (address := self.notice.partition(", http")[2]) else ""


class Area(models.Model):
    """A named set of places in a scheme: region (ภาค), provincial cluster (กลุ่มจังหวัด), zone of Bangkok."""

    class Scheme(models.TextChoices):
        REGION = "region"
        CLUSTER = "cluster"
        BANGKOK_ZONE = "bangkok_zone"

    scheme = models.CharField(max_length=20, choices=Scheme.choices)
    code = models.CharField(max_length=40)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    places = models.ManyToManyField(Place, related_name="areas")

    class Meta:
        ordering = ("scheme", "id")  # the order of the reference files: from north to south
        constraints = (models.UniqueConstraint(fields=("scheme", "code"), name="one_area_for_a_code"),)

    def __str__(self) -> str:
        return f"{self.scheme} {self.name_th}"
