"""The form in which a person writes an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.organisations.fields import CountField
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import Shown, kind_names
from sanphalang.organisations.rules import PRIVATE_FIELDS, THAILAND, derived_from_name
from sanphalang.organisations.words import FIELDS, STATUSES
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.places.queries import exact_place
from sanphalang.web.fields import LinesField, NameField, TelephoneField, TextField, YearField
from sanphalang.web.revised_forms import RevisedForm


class OrganisationForm(RevisedForm):
    """Everything that a person can say of an organisation; fields bear the names of its columns."""

    name = NameField(label=FIELDS["name"], max_length=200)
    kind_id = forms.ChoiceField(label=FIELDS["kind_id"], required=False)
    place = AddressPlaceField(
        label=FIELDS["place"],
        required=False,
        help_text=_("Type the subdistrict, the district and the province, or a part of a name, and choose."),
    )
    village_no = TextField(label=FIELDS["village_no"], required=False, max_length=10)
    address = TextField(
        label=FIELDS["address"], required=False, max_length=500, help_text=_("Everybody can see the address.")
    )
    activity = LinesField(
        label=FIELDS["activity"], required=False, help_text=_("One activity or product on each line.")
    )
    members = CountField(label=FIELDS["members"], required=False)
    founded_year = YearField(
        label=FIELDS["founded_year"], required=False, help_text=_("Buddhist or Common Era, with four digits.")
    )
    status = forms.ChoiceField(
        label=FIELDS["status"], choices=list(STATUSES.items()), initial=Organisation.Status.UNKNOWN
    )
    contact_name = TextField(label=FIELDS["contact_name"], required=False, max_length=160)
    telephone = TelephoneField(label=FIELDS["telephone"], required=False, max_length=120)
    email = forms.EmailField(label=FIELDS["email"], required=False, max_length=200)
    registration_no = TextField(label=FIELDS["registration_no"], required=False, max_length=40)
    website = TextField(label=FIELDS["website"], required=False, max_length=200)
    latitude = forms.FloatField(label=FIELDS["latitude"], required=False)
    longitude = forms.FloatField(label=FIELDS["longitude"], required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, organisation: Shown | None = None) -> None:
        super().__init__(data, initial={} if organisation is None else _initial(organisation))
        self.fields["kind_id"].choices = [("", _("The one that the name tells")), *kind_names().items()]  # type: ignore[attr-defined]
        self.fields["activity"].widget.attrs["rows"] = 3
        self.fields["contact_name"].help_text = _("The contact is shown to the organisation's own centre only.")
        if organisation is not None:
            self.fields["telephone"].stored = organisation.contact.telephone  # type: ignore[attr-defined]
        if organisation is not None and organisation.contact.is_hidden:
            for name in PRIVATE_FIELDS:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Check that coordinates come in pairs and lie in Thailand."""
        values = super().clean() or self.cleaned_data
        given = [name for name in THAILAND if values.get(name) is not None]
        for name in given:
            low, high = THAILAND[name]
            if not low <= values[name] <= high:
                self.add_error(name, _("This lies outside Thailand. Please check it, or leave both fields empty."))
        if len(given) == 1:
            missing = "longitude" if given == ["latitude"] else "latitude"
            self.add_error(missing, _("Please give latitude and longitude together, or neither."))
        return values

    @property
    def values(self) -> dict[str, Any]:
        """What was written, by column."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        place = values["place"]
        return values | {
            "kind_id": values["kind_id"] or derived_from_name(values["name"]).kind,
            "place": place and place.padded,
            "place_level": place.level if place else "",
        }

    def with_what_is_stored(self, organisation: Shown) -> OrganisationForm:
        """Return the form as it was filled in, with what somebody else stored meanwhile told beside each field."""
        form = OrganisationForm(self.data, organisation=organisation)
        form.note_what_is_stored(form.initial)
        return form


def _initial(organisation: Shown) -> dict[str, Any]:
    values = {name: getattr(organisation, name, None) for name in OrganisationForm.base_fields}
    contact = organisation.contact
    values |= {"contact_name": contact.name, "telephone": contact.telephone, "email": contact.email}
    place = None if organisation.place is None else exact_place(organisation.place.text)
    return values | {"kind_id": organisation.kind, "place": place}
