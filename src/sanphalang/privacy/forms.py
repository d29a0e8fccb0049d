"""Forms of the own record and of requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.committees.fields import DayField, PaperField
from sanphalang.files.papers import paper_type
from sanphalang.files.storage import keep_file
from sanphalang.people.models import Person
from sanphalang.people.own_record import CORRECTABLE
from sanphalang.people.words import FIELDS
from sanphalang.privacy.paper_consents import Paper
from sanphalang.privacy.rules import Kind
from sanphalang.privacy.words import GROUNDS, KINDS
from sanphalang.web.fields import TelephoneField, TextField
from sanphalang.web.revised_forms import RevisedForm


class CodeForm(forms.Form):
    """The code of a letter."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Ten letters and figures in three groups, such as KX7-P2M-QADE."),
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


class PaperForm(forms.Form):
    """What a person signed on paper."""

    notices = forms.MultipleChoiceField(
        label=_("What the paper is about"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Please choose the version that stands on the paper."),
    )
    decision = forms.ChoiceField(
        label=_("What the person decided"),
        widget=forms.RadioSelect,
        choices=[("give", _("Consents")), ("withdraw", _("Withdraws the consent"))],
    )
    signed_on = DayField(label=_("Day on the paper"))
    received_by = TextField(label=_("Who received the paper"), max_length=160)
    guardian_name = TextField(
        label=_("Name of the parent or guardian"),
        required=False,
        max_length=160,
        help_text=_("For somebody below twenty."),
    )
    guardian_relation = TextField(label=_("Relation"), required=False, max_length=80)
    scan = PaperField(
        label=_("Scan or photograph of the paper"),
        required=False,
        help_text=_("PDF, a picture or Word, up to 20 MB. Only the person's own centre can open it."),
    )

    def __init__(self, data: Any, files: Any, *, notices: Mapping[int, str], receiver: str) -> None:
        super().__init__(data, files, initial={"received_by": receiver})
        self.fields["notices"].choices = [(str(number), words) for number, words in notices.items()]  # type: ignore[attr-defined]

    @property
    def paper(self) -> Paper:
        """What was written; a scan is kept now."""
        said, upload = self.cleaned_data, self.cleaned_data["scan"]
        return Paper(
            notices=[int(number) for number in said["notices"]],
            given=said["decision"] == "give",
            signed_on=said["signed_on"],
            received_by=said["received_by"],
            guardian_name=said["guardian_name"],
            guardian_relation=said["guardian_relation"],
            scan_id=None if upload is None else keep_file(upload.chunks()).pk,
            scan_type="" if upload is None else paper_type(upload.file),
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
