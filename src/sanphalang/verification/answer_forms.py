"""Reading what a checker sends: each part by itself, so that everything that cannot be used is told at once."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from sanphalang.organisations.fields import CountField
from sanphalang.organisations.rules import lies_in_thailand
from sanphalang.organisations.words import FIELDS
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.places.models import Place
from sanphalang.thai.digits import to_arabic
from sanphalang.verification.round_rules import SAID, Outcome
from sanphalang.web.fields import LinesField, NameField, TextField, YearField

_VILLAGE = re.compile(r"(?:หมู่(?:ที่|บ้านที่)?|ม\.?)?\s*(\d{1,3})\s*")
_LONGEST_NOTE = 2_000
_MOST_METRES = 100_000


class VillageField(TextField):
    """The number of a village, as people write it: 4, หมู่ 4, หมู่ที่ ๔, ม.4."""

    def to_python(self, value: Any) -> str:
        """Return the number alone; what is no number is kept as it is written."""
        text = super().to_python(value)
        found = _VILLAGE.fullmatch(to_arabic(text))
        return str(int(found[1])) if found else text


class CorrectionForm(forms.Form):
    """What may be corrected on the spot; only what was sent is read."""

    name = NameField(label=FIELDS["name"], max_length=200)
    members = CountField(label=FIELDS["members"], required=False)
    founded = YearField(label=FIELDS["founded_year"], required=False)
    activity = LinesField(label=FIELDS["activity"], required=False, max_length=4_000)
    village = VillageField(label=FIELDS["village_no"], required=False, max_length=10)

    COLUMNS = {"name": "name", "members": "members", "founded": "founded_year", "activity": "activity"}

    @property
    def values(self) -> dict[str, Any]:
        """What was said, by column of an organisation."""
        columns = {**self.COLUMNS, "village": "village_no"}
        return {columns[name]: value for name, value in self.cleaned_data.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An answer as it was sent, readable: ``place`` and ``where`` tell where a record has moved to."""

    instance: UUID
    outcome: str
    seen_revision: int
    values: Mapping[str, Any] = field(default_factory=dict)
    place: Place | None = None
    where: str = ""
    note: str = ""
    spot: tuple[float, float] | None = None
    accuracy: float | None = None
    answered_at: datetime
    photo: IO[bytes] | None = None


class AnswerForm(forms.Form):
    """What a telephone sends."""

    instance = forms.UUIDField()
    task = forms.IntegerField(min_value=1, max_value=2**62)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    outcome = forms.ChoiceField(choices=[(outcome.value, outcome.value) for outcome in SAID])
    fields_said = forms.CharField(required=False, max_length=20_000)
    note = LinesField(required=False, max_length=_LONGEST_NOTE)
    lat = forms.FloatField(required=False)
    lon = forms.FloatField(required=False)
    accuracy = forms.FloatField(required=False, min_value=0, max_value=_MOST_METRES)
    answered_at = forms.CharField(required=False, max_length=40)
    photo = forms.FileField(required=False, allow_empty_file=True)

    def __init__(self, data: Mapping[str, Any], files: Mapping[str, Any]) -> None:
        said = {name: data.get(name, "") for name in self.base_fields}
        super().__init__(said | {"fields_said": data.get("fields", "")}, files)  # type: ignore[arg-type]  # plain dicts do
        self.said: dict[str, Any] = {}
        self.place: Place | None = None
        self.where = ""

    def clean_answered_at(self) -> datetime:
        """Return the moment that is claimed; what cannot be read, or lies ahead, is now."""
        now = timezone.now()
        try:
            found = parse_datetime(self.cleaned_data["answered_at"])
            if found is None:
                return now
            found = found if timezone.is_aware(found) else timezone.make_aware(found)
            timezone.localdate(found)  # some moments of the first and the last year are no day here
        except (ValueError, OverflowError):
            return now
        return min(found, now)

    def clean(self) -> dict[str, Any]:
        """Read what was corrected, or where the record moved to, and the spot."""
        values = super().clean() or self.cleaned_data
        self._read_spot(values)
        outcome = values.get("outcome")
        if outcome in (Outcome.CORRECTED, Outcome.MOVED):
            fields = self._read_fields(values)
            if outcome == Outcome.CORRECTED:
                self._read_correction(fields, values)
            else:
                self._read_move(fields)
        return values

    def sent(self) -> Sent:
        """Return the answer; the form is valid."""
        values = self.cleaned_data
        return Sent(
            instance=values["instance"],
            outcome=values["outcome"],
            seen_revision=values["revision"],
            values=self.said,
            place=self.place,
            where=self.where,
            note=values["note"],
            spot=None if values["lat"] is None else (values["lat"], values["lon"]),
            accuracy=values["accuracy"],
            answered_at=values["answered_at"],
            photo=values["photo"] or None,
        )

    def told(self) -> dict[str, str]:
        """Return the first sentence of each part that cannot be used, by the name under which it was sent."""
        names = {"fields_said": "fields"}
        return {names.get(name, name): str(sentences[0]) for name, sentences in self.errors.items()}

    def _read_spot(self, values: Mapping[str, Any]) -> None:
        lat, lon = values.get("lat"), values.get("lon")
        if (lat is None) != (lon is None):
            self.add_error("lat", _("Please give latitude and longitude together, or neither."))
        elif lat is not None and lon is not None and not lies_in_thailand(lat, lon):
            self.add_error("lat", _("This lies outside Thailand. Please check it, or leave both fields empty."))

    def _read_fields(self, values: Mapping[str, Any]) -> dict[str, Any]:
        try:
            found = json.loads(values.get("fields_said") or "{}")
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict) and all(map(_can_be_kept, found.values())):
            return {name: "" if value is None else value for name, value in found.items()}
        self.add_error("fields_said", _("What was corrected cannot be read. Please write it once more."))
        return {}

    def _read_correction(self, fields: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        form = CorrectionForm(fields)
        for name in [each for each in form.fields if each not in fields]:
            del form.fields[name]
        if not form.is_valid():
            for name, sentences in form.errors.items():
                self.errors[name] = sentences
            return
        self.said = form.values
        if not self.said and not values.get("note"):
            self.add_error("fields_said", _("Please write what is different, or a note about it."))

    def _read_move(self, fields: Mapping[str, Any]) -> None:
        """Read a place by its code, or in words; words that fit one place only are that place."""
        code, where = str(fields.get("place", "")).strip(), str(fields.get("where", ""))
        self.where = TextField(max_length=300, required=False).clean(where[:300])
        try:
            self.place = AddressPlaceField(required=False).clean(code or self.where)
        except forms.ValidationError as unknown:
            if code:
                self.add_error("fields_said", unknown)
        if self.place is None and not self.where and not self.errors:
            self.add_error("fields_said", _("Please say where it has moved to."))


def _can_be_kept(value: object) -> bool:
    """Say whether a value is one that a form takes; half a character, as JSON can hold, is none."""
    if isinstance(value, str):
        return not any("\ud800" <= letter <= "\udfff" for letter in value)
    return isinstance(value, int | float | None)
