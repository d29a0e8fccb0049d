"""The forms of this room; fields bear the names of columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.access.models import Centre
from sanphalang.access.queries import centre_with_code, centres
from sanphalang.committees.fields import DayField
from sanphalang.places.names import own_name
from sanphalang.programme.counting import RULES
from sanphalang.programme.fields import MonthField, NumberField
from sanphalang.programme.words import FIELDS
from sanphalang.web.fields import NameField, TextField
from sanphalang.web.revised_forms import RevisedForm
from sanphalang.web.widgets import QuickSelect

NO_NAMES = gettext_lazy("Everybody can read this. Please write no names of people here.")
_DAY = gettext_lazy("Such as 14/2/2569.")


class StoredForm(RevisedForm):
    """A form for something of the programme that somebody else may change meanwhile."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, stored: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(stored or {}))

    @property
    def values(self) -> dict[str, Any]:
        """What was written, by column."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class ProgrammeForm(StoredForm):
    """The programme: its name, and when its months are."""

    name_th = NameField(label=FIELDS["name_th"], max_length=200)
    name_en = TextField(label=FIELDS["name_en"], required=False, max_length=200)
    first_month = MonthField(
        label=gettext_lazy("First month of the programme"),
        required=False,
        help_text=gettext_lazy("Such as ต.ค. 2568. From it the platform knows when each month of the work plan is."),
    )
    months = NumberField(label=FIELDS["months"], least=1, most=120)


class IndicatorForm(StoredForm):
    """What an indicator counts, from where to where."""

    name_th = NameField(label=FIELDS["name_th"], max_length=200)
    name_en = TextField(label=FIELDS["name_en"], required=False, max_length=200)
    counts = forms.ChoiceField(label=FIELDS["counts"])
    unit_th = TextField(label=FIELDS["unit_th"], max_length=40)
    unit_en = TextField(label=FIELDS["unit_en"], required=False, max_length=40)
    baseline = NumberField(
        label=FIELDS["baseline"], required=False, help_text=gettext_lazy("Where it stood at the beginning.")
    )
    target = NumberField(label=FIELDS["target"], required=False)
    starts_on = DayField(
        label=FIELDS["starts_on"],
        required=False,
        help_text=gettext_lazy("Left empty, it runs as long as the programme."),
    )
    ends_on = DayField(label=FIELDS["ends_on"], required=False, help_text=_DAY)
    source = TextField(label=FIELDS["source"], required=False, max_length=300, help_text=NO_NAMES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["counts"].choices = [(code, rule.name) for code, rule in RULES.items()]  # type: ignore[attr-defined]


class NewIndicatorForm(IndicatorForm):
    """An indicator with its code, by which its address names it for good."""

    code = forms.SlugField(
        label=FIELDS["code"],
        max_length=20,
        help_text=gettext_lazy("Latin letters and digits, such as KPI8. It stays."),
        error_messages={"invalid": gettext_lazy("Please write Latin letters, digits and hyphens only, such as KPI8.")},
    )
    field_order = ("code",)


class ReadingForm(StoredForm):
    """A figure entered by hand."""

    value = NumberField(label=FIELDS["value"])
    day = DayField(label=FIELDS["day"], help_text=_DAY)
    centre = forms.ChoiceField(label=FIELDS["centre"], required=False, widget=QuickSelect)
    source = TextField(
        label=FIELDS["source"],
        max_length=300,
        help_text=gettext_lazy("The report or letter that says so, with its date; no names of people, please."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("day", timezone.localdate())
        offered = [("", _("No centre: counted for the nation beside the centres")), *_centres()]
        self.fields["centre"].choices = offered  # type: ignore[attr-defined]

    def clean_day(self) -> Any:
        """Refuse a day that has not come yet."""
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies ahead. Please check it."))
        return day

    def clean_centre(self) -> Centre | None:
        """Return the centre itself."""
        return centre_with_code(self.cleaned_data["centre"]) if self.cleaned_data["centre"] else None


def _centres() -> list[tuple[str, str]]:
    return [(centre.code, own_name(centre)) for centre in centres()]
