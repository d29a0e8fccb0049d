"""The forms of this room; fields bear the names of columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanphalang.access.viewer import Viewer
from sanphalang.committees.fields import BodyField, DayField, OrganisationField, PaperField, PersonField
from sanphalang.committees.words import CORE_ORGANISATIONS, FIELDS, KINDS, POSITIONS, RESOLUTION_STATES, SECTORS
from sanphalang.files.papers import paper_type
from sanphalang.files.storage import keep_file
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.web.fields import LinesField, NameField, TextField
from sanphalang.web.revised_forms import RevisedForm
from sanphalang.web.table import Words

_OPEN_TO_ALL = _("Everybody can read this. Please write no names of people here.")


def _choices(words: Mapping[str, Words], none: Words = "") -> list[tuple[str, Words]]:
    return ([("", none)] if none else []) + list(words.items())


class StoredForm(RevisedForm):
    """A form for a record that somebody else may change meanwhile."""

    paper = ""  # the field that holds a file

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        viewer: Viewer,
        stored: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=dict(stored or {}))
        self.viewer = viewer
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.viewer = viewer
            if isinstance(field, LinesField):
                field.widget.attrs["rows"] = 4

    @property
    def values(self) -> dict[str, Any]:
        """What was written, by column; a new file is kept now."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in {"revision", self.paper}}
        for name in ("person", "organisation"):
            if name in values:
                chosen = values.pop(name)
                values[f"{name}_id"] = None if chosen is None else chosen.id
        upload = self.cleaned_data.get(self.paper) if self.paper else None
        if upload is not None:
            values[f"{self.paper}_type"] = paper_type(upload.file)
            values[f"{self.paper}_id"] = keep_file(upload.chunks()).pk
        return values


class CommitteeForm(StoredForm):
    """A committee."""

    name = NameField(label=FIELDS["name"], max_length=200)
    kind = forms.ChoiceField(label=FIELDS["kind"], choices=_choices(KINDS))
    place = AddressPlaceField(label=FIELDS["place"], help_text=_("The place that it works for."))
    criteria = LinesField(label=FIELDS["criteria"], required=False, max_length=5_000, help_text=_OPEN_TO_ALL)

    @property
    def values(self) -> dict[str, Any]:
        """What was written, by column."""
        values = super().values
        place = values["place"]
        return values | {"place": place.padded, "place_level": place.level}


class OrderForm(StoredForm):
    """An order and its file."""

    paper = "file"
    number = TextField(label=FIELDS["number"], required=False, max_length=60)
    issued_on = DayField(label=FIELDS["issued_on"], required=False)
    issued_by = TextField(
        label=FIELDS["issued_by"],
        required=False,
        max_length=200,
        help_text=_("The office, such as the governor of the province; please write no name of a person."),
    )
    effective_from = DayField(label=FIELDS["effective_from"], required=False)
    effective_until = DayField(label=FIELDS["effective_until"], required=False)
    file = PaperField(
        label=FIELDS["file"],
        required=False,
        help_text=_("PDF, a picture or Word, up to 20 MB. A new file replaces it."),
    )


class MemberForm(StoredForm):
    """A seat in a committee."""

    person = PersonField(
        label=FIELDS["person"], help_text=_("Type a part of the name and choose a person of your registry.")
    )
    position = forms.ChoiceField(label=FIELDS["position"], choices=_choices(POSITIONS), initial="member")
    sector = forms.ChoiceField(label=FIELDS["sector"], choices=_choices(SECTORS))
    core_organisation = forms.ChoiceField(
        label=FIELDS["core_organisation"], choices=_choices(CORE_ORGANISATIONS, _("None of the four")), required=False
    )
    starts_on = DayField(label=FIELDS["starts_on"], help_text=_("Such as 14/2/2569."))
    ends_on = DayField(label=FIELDS["ends_on"], required=False, help_text=_("The last day in office."))
    order_id = forms.TypedChoiceField(label=FIELDS["order"], coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, orders: Mapping[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["order_id"].choices = [("", _("No order is known")), *orders.items()]  # type: ignore[attr-defined]


class EndForm(StoredForm):
    """The last day of a term."""

    ends_on = DayField(label=_("The last day in office"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("ends_on", timezone.localdate())


class MeetingForm(StoredForm):
    """A meeting with its agenda and its minutes."""

    paper = "minutes"
    held_on = DayField(label=FIELDS["held_on"], help_text=_("Such as 14/2/2569."))
    where = TextField(label=FIELDS["where"], required=False, max_length=200)
    agenda = LinesField(
        label=FIELDS["agenda"],
        required=False,
        max_length=8_000,
        help_text=_("One item on each line; they are numbered from 1. Everybody can read them."),
    )
    minutes = PaperField(
        label=FIELDS["minutes"],
        required=False,
        help_text=_("PDF, a picture or Word, up to 20 MB; for those who may see the people of this place."),
    )

    def clean_agenda(self) -> str:
        """Refuse an item that is longer than a line of an agenda."""
        agenda: str = self.cleaned_data["agenda"]
        if any(len(line) > 300 for line in agenda.splitlines()):
            raise forms.ValidationError(_("An item of the agenda has up to 300 letters. Please shorten the longest."))
        return agenda

    @property
    def agenda_titles(self) -> list[str]:
        """The items of the agenda."""
        titles: list[str] = self.cleaned_data["agenda"].splitlines()
        return titles

    @property
    def values(self) -> dict[str, Any]:
        """What was written, by column, without the agenda."""
        return {name: value for name, value in super().values.items() if name != "agenda"}


def _note(number: int) -> str:
    """Return the name of the field for the words of a follow-up."""
    return f"note_{number}"


class ResolutionForm(StoredForm):
    """What was resolved, who carries it out, by when."""

    text = LinesField(label=FIELDS["text"], max_length=4_000, help_text=_OPEN_TO_ALL)
    agenda_item_id = forms.TypedChoiceField(label=FIELDS["agenda_item"], coerce=int, empty_value=None, required=False)
    person = PersonField(label=_("The person who carries it out"), required=False)
    organisation = OrganisationField(label=_("The organisation that carries it out"), required=False)
    due_on = DayField(label=FIELDS["due_on"], required=False)

    def __init__(
        self, *args: Any, agenda: Mapping[int, str], noted: Mapping[int, str] | None = None, **options: Any
    ) -> None:
        """``noted`` are the days of its follow-ups by number: their words can be mended here."""
        super().__init__(*args, **options)
        self.fields["agenda_item_id"].choices = [("", _("No item of the agenda")), *agenda.items()]  # type: ignore[attr-defined]
        self.noted = noted or {}
        for number, day in self.noted.items():
            self.fields[_note(number)] = LinesField(
                label=_("What was found out %(day)s") % {"day": day},
                required=False,
                max_length=4_000,
                help_text=_OPEN_TO_ALL,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    @property
    def values(self) -> dict[str, Any]:
        """What was written, by column, without the notes."""
        notes = {_note(number) for number in self.noted}
        return {name: value for name, value in super().values.items() if name not in notes}

    @property
    def notes(self) -> dict[int, str]:
        """The words of the follow-ups that stood in the form, by number; one that was added since stays as it is."""
        sent = {number: _note(number) for number in self.noted if _note(number) in self.data}
        return {number: self.cleaned_data[name] for number, name in sent.items()}


class FollowUpForm(StoredForm):
    """How far a resolution is."""

    state = forms.ChoiceField(label=_("How far it is"), choices=_choices(RESOLUTION_STATES))
    on = DayField(label=FIELDS["on"])
    note = LinesField(label=FIELDS["note"], required=False, max_length=4_000, help_text=_OPEN_TO_ALL)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("on", timezone.localdate())


class NewPostForm(StoredForm):
    """Who holds which post where."""

    person = PersonField(
        label=FIELDS["person"], help_text=_("Type a part of the name and choose a person of your registry.")
    )
    body = BodyField(label=FIELDS["body"], help_text=_("Type a part of the name and choose."))
    position = TextField(label=FIELDS["position"], max_length=120)
    starts_on = DayField(label=FIELDS["starts_on"], help_text=_("Such as 14/2/2569."))
    ends_on = DayField(label=FIELDS["ends_on"], required=False, help_text=_("The last day in office."))

    @property
    def values(self) -> dict[str, Any]:
        """What was written, by column."""
        values = super().values
        body = values.pop("body")
        return values | {f"{body.kind}_id": body.id}


class PostForm(StoredForm):
    """The position and the term of a post."""

    position = TextField(label=FIELDS["position"], max_length=120)
    starts_on = DayField(label=FIELDS["starts_on"])
    ends_on = DayField(label=FIELDS["ends_on"], required=False, help_text=_("The last day in office."))
