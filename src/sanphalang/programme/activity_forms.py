"""The forms of activities."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.committees.fields import DayField
from sanphalang.programme.activities import work_plans
from sanphalang.programme.fields import NumberField
from sanphalang.programme.forms import NO_NAMES, StoredForm
from sanphalang.programme.words import FIELDS
from sanphalang.thai.digits import to_arabic
from sanphalang.web.fields import LinesField, NameField, TextField

_LAST_MONTH = 120
_LARGEST_SUM = 1_000_000_000_000
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,2}")


class MonthsField(forms.CharField):
    """Numbers of months, such as 2, 9."""

    def to_python(self, value: Any) -> Any:
        """Return the numbers in their order."""
        parts = re.split(r"[\s,;]+", to_arabic(super().to_python(value) or "").strip())
        months = [part for part in parts if part]
        if not all(part.isdecimal() and len(part) <= 3 and 1 <= int(part) <= _LAST_MONTH for part in months):
            raise forms.ValidationError(_("Please write the numbers of months, such as 2, 9."))
        return sorted({int(part) for part in months})

    def prepare_value(self, value: Any) -> Any:
        """Show stored months as people write them."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare months, not how they are written."""
        try:
            return bool((initial or []) != self.to_python(data))
        except forms.ValidationError:
            return True


class ActivityForm(StoredForm):
    """An activity of the work plan."""

    plan = forms.ChoiceField(label=FIELDS["plan"])
    name_th = NameField(label=FIELDS["name_th"], max_length=200)
    name_en = TextField(label=FIELDS["name_en"], required=False, max_length=200)
    owner = TextField(label=FIELDS["owner"], required=False, max_length=200, help_text=NO_NAMES)
    first_month = NumberField(label=FIELDS["first_month"], required=False, least=1, most=_LAST_MONTH)
    last_month = NumberField(
        label=FIELDS["last_month"],
        required=False,
        least=1,
        most=_LAST_MONTH,
        help_text=gettext_lazy(
            "Months are counted from the first month of the programme. Without an end nothing is late."
        ),
    )
    milestones = MonthsField(
        label=FIELDS["milestones"], required=False, help_text=gettext_lazy("Numbers of months, such as 2, 9.")
    )
    budget = NumberField(label=FIELDS["budget"], required=False, most=_LARGEST_SUM)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["plan"].choices = [(str(each.number), f"{each.number} {each.name}") for each in work_plans()]  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """What was written, by column, without the milestones."""
        values = super().values
        del values["milestones"]
        chosen = values.pop("plan")
        return values | {"plan": next(each for each in work_plans() if str(each.number) == chosen)}


class NewActivityForm(ActivityForm):
    """An activity with its number, by which its address names it for good."""

    number = TextField(label=FIELDS["number"], max_length=10, help_text=gettext_lazy("Such as 1.3. It stays."))
    field_order = ("plan", "number")

    def clean_number(self) -> str:
        """Return the number in Arabic digits."""
        number = to_arabic(self.cleaned_data["number"])
        if not _NUMBER.fullmatch(number):
            raise forms.ValidationError(_("Please write a number such as 1.3."))
        return number


class NoteForm(StoredForm):
    """How far an activity is."""

    day = DayField(label=FIELDS["day"])
    progress = NumberField(label=FIELDS["progress"], required=False, most=100)
    spent = NumberField(
        label=FIELDS["spent"],
        required=False,
        most=_LARGEST_SUM,
        help_text=gettext_lazy("All in all, not since the last note."),
    )
    text = LinesField(label=FIELDS["text"], required=False, max_length=4_000, help_text=NO_NAMES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("day", timezone.localdate())
        self.fields["text"].widget.attrs["rows"] = 4

    def clean_day(self) -> Any:
        """Refuse a day that has not come yet."""
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies ahead. Please check it."))
        return day
