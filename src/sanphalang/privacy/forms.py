"""Forms of the own record and of requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.people.models import Person
from sanphalang.people.own_record import CORRECTABLE
from sanphalang.people.words import FIELDS
from sanphalang.privacy.rules import Kind
from sanphalang.privacy.words import GROUNDS, KINDS
from sanphalang.web.fields import TelephoneField, TextField
from sanphalang.web.revised_forms import RevisedForm


class CodeForm(forms.Form):
    """The code of a letter."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Eight letters and figures in two groups, such as KX7P-2MQA."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class OwnForm(RevisedForm):
    """What a person corrects at once."""

    nickname = TextField(label=FIELDS["nickname"], required=False, max_length=60)
    occupation = TextField(label=FIELDS["occupation"], required=False, max_length=160)
    telephone = TelephoneField(label=FIELDS["telephone"], required=False, max_length=120)
    email = forms.EmailField(label=FIELDS["email"], required=False, max_length=200)
    line_id = TextField(label=FIELDS["line_id"], required=False, max_length=80)
    home_address = TextField(label=FIELDS["home_address"], required=False, max_length=500)

    def __init__(self, data: Mapping[str, Any] | None, person: Person) -> None:
        super().__init__(data, initial=_stored(person))
        self.fields["telephone"].stored = person.telephone  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, str]:
        """What was written, by column."""
        return {name: self.cleaned_data[name] for name in CORRECTABLE}

    def note_what_the_centre_stored(self, person: Person) -> None:
        """Put what was stored meanwhile beside what the person typed."""
        self.note_what_is_stored(_stored(person))


def _stored(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in (*CORRECTABLE, "revision")}


class AskForm(forms.Form):
    """A correction that the centre makes."""

    asked = forms.CharField(
        label=_("What should be corrected?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Such as the name, the roles, the birth date or the place: how it is now, and how it should be."),
    )


class GuardianForm(forms.Form):
    """Who consents with or for somebody below twenty."""

    guardian_name = TextField(label=_("Name of the parent or guardian"), max_length=160)
    guardian_relation = TextField(
        label=_("Relation"), max_length=80, help_text=_("Such as mother, father, grandmother, legal guardian.")
    )


class OpenForm(forms.Form):
    """A request of somebody who came, called or wrote."""

    kind = forms.ChoiceField(label=_("What is asked for"), choices=list(KINDS.items()), initial=Kind.ACCESS)
    asked = forms.CharField(
        label=_("In the person's words"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class RefuseForm(forms.Form):
    """Why a request is refused."""

    ground = forms.ChoiceField(label=_("Reason in law"), choices=list(GROUNDS.items()))
    answer = forms.CharField(
        label=_("What the person is told"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerForm(forms.Form):
    """A word with what was served."""

    answer = forms.CharField(
        label=_("A word to the person"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
