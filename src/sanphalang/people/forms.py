"""The forms in which somebody writes a person, and a training."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.people.fields import BirthField, CitizenIdField, WholeNameField
from sanphalang.people.models import Person
from sanphalang.people.queries import Shown, skill_names
from sanphalang.people.rules import PersonRole, roles_text
from sanphalang.people.words import FIELDS, ROLES, STATUSES
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.places.queries import exact_place
from sanphalang.web.fields import TelephoneField, TextField, YearField
from sanphalang.web.revised_forms import RevisedForm

_NAMES = ("title", "given_name", "surname", "monastic_name")
_PRIVATE_INPUTS = ("telephone", "email", "line_id", "birth", "home_address", "citizen_id", "forget_citizen_id")
_SHORTEST_REASON = 15
_NUMBER_OF_A_PERSON = re.compile(r"[0-9๐-๙](?:[\s-]*[0-9๐-๙]){8}|@")
_PLAIN = ("nickname", "occupation", "status", *_NAMES)


class PersonForm(RevisedForm):
    """Everything that somebody can say of a person.

    A new person's name is written in one field and taken apart; later its parts are mended one by one. ``private``
    holds the stored private values; without it these fields are left out.
    """

    whole_name = WholeNameField(
        label=_("Title, name and surname"),
        max_length=240,
        help_text=_("As it is usually written, such as นางสาวสมหญิง ใจดี. The title may be left out."),
    )
    title = TextField(label=FIELDS["title"], required=False, max_length=80)
    given_name = TextField(label=FIELDS["given_name"], max_length=100)
    surname = TextField(label=FIELDS["surname"], required=False, max_length=100)
    monastic_name = TextField(label=FIELDS["monastic_name"], required=False, max_length=100)
    nickname = TextField(label=FIELDS["nickname"], required=False, max_length=60)
    roles = forms.MultipleChoiceField(
        label=FIELDS["roles"],
        required=False,
        choices=list(ROLES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A person may have several."),
    )
    place = AddressPlaceField(
        label=FIELDS["place"],
        required=False,
        help_text=_("Type the subdistrict, the district and the province, or a part of a name, and choose."),
    )
    occupation = TextField(label=FIELDS["occupation"], required=False, max_length=160)
    skills = forms.MultipleChoiceField(label=FIELDS["skills"], required=False, widget=forms.CheckboxSelectMultiple)
    status = forms.ChoiceField(label=FIELDS["status"], choices=list(STATUSES.items()), initial=Person.Status.UNKNOWN)
    telephone = TelephoneField(
        label=FIELDS["telephone"],
        required=False,
        max_length=120,
        help_text=_("From here on, what you write is shown to the person's own centre only."),
    )
    email = forms.EmailField(label=FIELDS["email"], required=False, max_length=200)
    line_id = TextField(label=FIELDS["line_id"], required=False, max_length=80)
    birth = BirthField(
        label=_("Birth date or year"), required=False, help_text=_("Such as 5 มี.ค. 2510, or the year alone: 2510.")
    )
    home_address = TextField(label=FIELDS["home_address"], required=False, max_length=500)
    citizen_id = CitizenIdField(label=FIELDS["citizen_id_digest"], required=False)
    forget_citizen_id = forms.BooleanField(label=_("Forget the citizen ID"), required=False)
    untold = frozenset({"citizen_id", "forget_citizen_id"})

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        person: Shown | None = None,
        skills: list[str] | None = None,
        private: Mapping[str, Any] | None = None,
    ) -> None:
        initial = {} if person is None else _initial(person, skills or [], private)
        super().__init__(data, initial=initial)
        self.fields["skills"].choices = list(skill_names().items())  # type: ignore[attr-defined]
        for name in _NAMES if person is None else ("whole_name",):
            del self.fields[name]
        self.is_private_open = private is not None
        if private is None:
            for name in _PRIVATE_INPUTS:
                del self.fields[name]
            return
        self.fields["telephone"].stored = private.get("telephone", "")  # type: ignore[attr-defined]
        tail = private.get("citizen_id_tail", "")
        if tail:
            self.fields["citizen_id"].help_text = _(
                "The one that is known ends in %(tail)s. Write here only to replace it."
            ) % {"tail": tail}
        else:
            del self.fields["forget_citizen_id"]
            self.fields["citizen_id"].help_text = _(
                "Checked when you save; only its last four digits are kept readable."
            )

    def clean_given_name(self) -> str:
        """Refuse a name without letters."""
        name: str = self.cleaned_data["given_name"]
        if not any(letter.isalpha() for letter in name):
            raise forms.ValidationError(_("Please write the name in letters."))
        return name

    @property
    def skills_chosen(self) -> list[str]:
        """The codes of the skills that were ticked."""
        return list(self.cleaned_data["skills"])

    @property
    def values(self) -> dict[str, Any]:
        """What was written, by column."""
        said = self.cleaned_data
        name = said.get("whole_name", {})
        place = said["place"]
        values = dict(name) | {column: said[column] for column in _PLAIN if column in said}
        if name:
            values["nickname"] = said["nickname"] or name["nickname"]
        values |= {
            "roles": roles_text({PersonRole(code) for code in said["roles"]}),
            "place": place and place.padded,
            "place_level": str(place.level) if place else "",
        }
        return values | self._private_values() if self.is_private_open else values

    def _private_values(self) -> dict[str, Any]:
        said = self.cleaned_data
        values = {column: said[column] for column in ("telephone", "email", "line_id", "home_address")}
        values["birth_date"], values["birth_year"] = said["birth"]
        if said["citizen_id"]:
            values["citizen_id_digest"], values["citizen_id_tail"] = said["citizen_id"]
        elif said.get("forget_citizen_id"):
            values |= {"citizen_id_digest": "", "citizen_id_tail": ""}
        return values

    def with_what_is_stored(self, person: Shown, skills: list[str], private: Mapping[str, Any] | None) -> PersonForm:
        """Return the form as it was filled in, with what somebody else stored meanwhile told beside each field."""
        form = PersonForm(self.data, person=person, skills=skills, private=private)
        form.note_what_is_stored(form.initial)
        return form


class TrainingForm(forms.Form):
    """A training that a person attended."""

    name = TextField(label=_("Name of the training"), max_length=200)
    organiser = TextField(label=_("Held by"), required=False, max_length=200)
    year = YearField(label=_("Year"), required=False, help_text=_("Buddhist or Common Era, with four digits."))


class ExportForm(forms.Form):
    """Why people are taken home, and in which form."""

    reason = TextField(
        label=_("What is the file for?"),
        max_length=300,
        help_text=_("It is recorded and stands inside the file. Please name the work, and no person."),
    )
    file_format = forms.ChoiceField(
        label=_("File"), choices=[("xlsx", _("A workbook (XLSX)")), ("csv", _("Plain text (CSV)"))]
    )

    def clean_reason(self) -> str:
        """Refuse a reason that says too little, or names a person by number."""
        reason: str = self.cleaned_data["reason"]
        if len(reason) < _SHORTEST_REASON:
            raise forms.ValidationError(
                _("Please write the reason with at least %(count)d letters, so that others understand it later."),
                params={"count": _SHORTEST_REASON},
            )
        if _NUMBER_OF_A_PERSON.search(reason):
            raise forms.ValidationError(
                _("Please write the reason without telephone numbers, ID numbers and e-mail addresses.")
            )
        return reason


def _initial(person: Shown, skills: list[str], private: Mapping[str, Any] | None) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(person, name) for name in (*_PLAIN, "revision")}
    place = None if person.place is None else exact_place(person.place.text)
    values |= {"roles": [role.value for role in PersonRole if role in person.roles], "skills": skills, "place": place}
    if private is not None:
        values |= {name: private[name] for name in ("telephone", "email", "line_id", "home_address")}
        values["birth"] = (private["birth_date"], private["birth_year"])
    return values
