"""The forms of what a draft is tied to, of its pictures and its files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanphalang.access.viewer import Viewer
from sanphalang.committees.fields import BodyField, DayField, PersonField
from sanphalang.files.papers import DOCUMENTS, MOST_BYTES, TYPES, paper_type
from sanphalang.files.pictures import ACCEPTED
from sanphalang.issues.queries import tag_choices
from sanphalang.knowledge.rules import MOST_PLACES, NotALink, read_link
from sanphalang.knowledge.tie_actions import Ties
from sanphalang.knowledge.words import BASES, FIELDS
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.places.queries import exact_place
from sanphalang.sdg.fields import SdgField
from sanphalang.web.fields import TextField

_PLACE_BOXES = 3


class TiesForm(forms.Form):
    """Goals, issues and other places."""

    goals = SdgField(label=FIELDS["goals"], required=False)
    tags = forms.TypedMultipleChoiceField(
        label=FIELDS["tags"], coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, ties: Ties) -> None:
        super().__init__(data, initial={"goals": list(ties.goals), "tags": list(ties.tags)})
        choices = tag_choices(ties.tags)
        self.fields["tags"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["tags"]
        self.boxes = min(MOST_PLACES, len(ties.places) + _PLACE_BOXES)
        for number in range(1, self.boxes + 1):
            stored = ties.places[number - 1] if number <= len(ties.places) else ""
            field = AddressPlaceField(label=_("Another place"), required=False)
            self.fields[f"place_{number}"] = field
            self.initial[f"place_{number}"] = exact_place(stored) if stored else None

    @property
    def ties(self) -> Ties:
        """What was chosen."""
        places = (self.cleaned_data.get(f"place_{number}") for number in range(1, self.boxes + 1))
        codes = dict.fromkeys(place.code for place in places if place is not None)
        return Ties(self.cleaned_data["goals"], self.cleaned_data.get("tags", []), list(codes))


class PartnerForm(forms.Form):
    """An organisation or a local authority that took part."""

    organisation = BodyField(
        label=_("Organisation or local authority"),
        help_text=_("Type a part of the name and choose an organisation or a local authority of the registry."),
    )
    did = TextField(label=FIELDS["did"], required=False, max_length=160)
    joined_on = DayField(
        label=FIELDS["joined_on"], required=False, help_text=_("Such as 14/2/2569; may be left empty.")
    )


class ParticipantForm(forms.Form):
    """A person who took part."""

    person = PersonField(
        label=FIELDS["person"], help_text=_("Type a part of the name and choose a person of your registry.")
    )
    role = TextField(
        label=FIELDS["role"], max_length=160, help_text=_("Everybody reads it, such as: head of the water group.")
    )

    def __init__(self, data: Any = None, *, viewer: Viewer) -> None:
        super().__init__(data)
        self.fields["person"].viewer = viewer  # type: ignore[attr-defined]


class NamingForm(forms.Form):
    """That a person agreed to be named."""

    basis = forms.ChoiceField(label=FIELDS["basis"], choices=list(BASES.items()), widget=forms.RadioSelect)
    agreed_on = DayField(label=FIELDS["agreed_on"], help_text=_("Such as 14/2/2569."))

    def clean_agreed_on(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["agreed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Please check it."))
        return day


class PictureWordsForm(forms.Form):
    """The words of a picture."""

    alt = TextField(
        label=FIELDS["alt"], max_length=200, help_text=_("Such as: villagers dig a well beside the rice bank.")
    )
    caption = TextField(label=FIELDS["caption"], required=False, max_length=300)


class PictureForm(PictureWordsForm):
    """A new picture."""

    picture = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("JPEG, PNG or WebP, up to 15 MB."),
        error_messages={"empty": _("This file is empty. Please check that the right file was chosen.")},
    )
    agreed = forms.BooleanField(
        label=_("Those who can be recognised agreed to be shown, or nobody can be recognised"),
        error_messages={"required": _("Please ask those who can be recognised first, or choose another picture.")},
    )
    field_order = ("picture", "alt", "caption", "agreed")


class AttachmentForm(forms.Form):
    """A new document."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{TYPES[each].ending}" for each in sorted(DOCUMENTS))}),
        help_text=_(
            "PDF, Word, Excel or PowerPoint, up to 20 MB. Please check that it names nobody who did not agree."
        ),
        error_messages={"empty": _("This file is empty. Please check that the right file was chosen.")},
    )
    title = TextField(label=_("What the file is"), max_length=200)

    def clean_file(self) -> Any:
        """Refuse what is too large, or another type than it should be."""
        upload = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 20 MB. Please choose a smaller one."))
        if not paper_type(upload.file, DOCUMENTS):
            raise forms.ValidationError(_("This is no PDF, Word, Excel or PowerPoint file. Please choose such a file."))
        return upload


class VideoForm(forms.Form):
    """A link to a film."""

    url = forms.CharField(
        label=FIELDS["url"], max_length=300, help_text=_("It begins with https://, such as that of a film on YouTube.")
    )
    title = TextField(label=_("What it shows"), max_length=200)

    def clean_url(self) -> str:
        """Refuse what is no address that can be opened safely."""
        try:
            return read_link(self.cleaned_data["url"])
        except NotALink as wrong:
            raise forms.ValidationError(_("Please write an address that begins with https://")) from wrong
