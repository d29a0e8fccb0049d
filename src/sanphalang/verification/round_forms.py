"""The form in which a round is started, and the one by which its records are narrowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.access.models import Centre
from sanphalang.access.queries import territory_of
from sanphalang.committees.fields import DayField
from sanphalang.organisations.queries import kind_names
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.places.names import own_name
from sanphalang.places.rules import overlap
from sanphalang.thai.key import match_key
from sanphalang.thai.months import THAI_LONG
from sanphalang.thai.years import BUDDHIST_AHEAD
from sanphalang.verification.round_rules import Policy
from sanphalang.verification.round_words import OUTCOMES, POLICIES, TASK_STATES
from sanphalang.verification.rounds import Wish, names_running
from sanphalang.web.fields import TextField
from sanphalang.web.widgets import QuickSelect

SINCE, NEVER, ALL = "since", "never", "all"
_USUAL_DAYS = 60


class RoundForm(forms.Form):
    """Which records, until when, and what becomes of what checkers send."""

    centre = forms.ChoiceField(label=gettext_lazy("Centre"), widget=QuickSelect)
    name = TextField(label=gettext_lazy("Name of the round"), max_length=120)
    place = AddressPlaceField(
        label=gettext_lazy("Place"),
        required=False,
        help_text=gettext_lazy("Leave it empty for all of the centre's territory."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of organisations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen means all kinds."),
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Which records"),
        choices=[
            (SINCE, gettext_lazy("Not confirmed since a day")),
            (NEVER, gettext_lazy("Never confirmed")),
            (ALL, gettext_lazy("All")),
        ],
        widget=forms.RadioSelect,
    )
    since = DayField(
        label=gettext_lazy("Not confirmed since"),
        required=False,
        help_text=gettext_lazy("Records that were never confirmed are among them."),
    )
    until = DayField(label=gettext_lazy("Last day of the round"))
    policy = forms.ChoiceField(
        label=gettext_lazy("What checkers send"), choices=list(POLICIES.items()), widget=forms.RadioSelect
    )

    def __init__(self, data: Mapping[str, Any] | None, *, centres: Sequence[Centre], place: str = "") -> None:
        super().__init__(data, initial=_usual(timezone.localdate(), centres) | {"place": place})
        self.by_code = {centre.code: centre for centre in centres}
        self.fields["centre"].choices = [(each.code, own_name(each)) for each in centres]  # type: ignore[attr-defined]
        if len(centres) == 1:
            self.fields["centre"].widget = forms.HiddenInput()
        self.fields["kinds"].choices = list(kind_names().items())  # type: ignore[attr-defined]

    def clean_until(self) -> date:
        """Refuse a day that is over."""
        until: date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("This day is over already. Please choose a later one."))
        return until

    def clean(self) -> dict[str, Any]:
        """Refuse a place outside the territory, and a day that is missing."""
        values = super().clean() or self.cleaned_data
        centre, place = self.by_code.get(values.get("centre", "")), values.get("place")
        if place is not None and centre and not overlap(territory_of(centre), (place.place_code.interval,)):
            self.add_error("place", _("This place lies outside the centre's territory. Please choose one inside it."))
        if values.get("which") == SINCE and not values.get("since") and "since" not in self.errors:
            self.add_error("since", _("Please write the day since which they were not confirmed."))
        if centre and match_key(values.get("name", "")) in names_running(centre):
            self.add_error("name", _("A round of this name is running already. Please give this one another name."))
        return values

    def as_proposed(self) -> RoundForm:
        """Return the form as if what it proposes had been sent."""
        return RoundForm(self.initial, centres=list(self.by_code.values()))

    @property
    def chosen_centre(self) -> Centre:
        """The centre whose round it is; the form is valid so far."""
        return self.by_code[self.cleaned_data["centre"]]

    @property
    def can_be_counted(self) -> bool:
        """Whether what is needed to count the records is there."""
        self.is_valid()
        return not {"centre", "place", "kinds", "which", "since"} & set(self.errors)

    @property
    def wish(self) -> Wish:
        """Which records are wanted."""
        values = self.cleaned_data
        place = values.get("place")
        return Wish(
            place=place.place_code if place else None,
            kinds=tuple(values.get("kinds", ())),
            unconfirmed_since=values["since"] if values["which"] == SINCE else None,
            only_never=values["which"] == NEVER,
        )


class TasksForm(forms.Form):
    """What the list of a round's records is narrowed by."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, widget=QuickSelect)
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), required=False, widget=QuickSelect)
    part = forms.ChoiceField(label=gettext_lazy("Subdistrict"), required=False, widget=QuickSelect)
    person = forms.ChoiceField(label=gettext_lazy("Who checks"), required=False, widget=QuickSelect)

    def __init__(self, data: Mapping[str, Any], *, parts: Mapping[str, str], people: Mapping[int, str]) -> None:
        super().__init__(data)
        self._offer("state", _("Any state"), TASK_STATES)
        self._offer("outcome", _("Any outcome"), OUTCOMES)
        self._offer("part", _("All subdistricts"), parts)
        self._offer(
            "person", _("Everybody"), {"none": _("Nobody yet"), **{str(pk): name for pk, name in people.items()}}
        )

    def _offer(self, name: str, everything: str, choices: Mapping[str, Any]) -> None:
        self.fields[name].choices = [("", everything), *choices.items()]  # type: ignore[attr-defined]


def _usual(today: date, centres: Sequence[Centre]) -> dict[str, Any]:
    month = f"{THAI_LONG[today.month - 1]} {today.year + BUDDHIST_AHEAD}"
    return {
        "centre": centres[0].code if centres else "",
        "name": _free(f"รอบตรวจสอบ {month}", centres),  # stored, so in Thai whoever reads
        "which": SINCE,
        "since": today - timedelta(days=365),
        "until": today + timedelta(days=_USUAL_DAYS),
        "policy": Policy.CONFIRM.value,
    }


def _free(name: str, centres: Sequence[Centre]) -> str:
    """Return the name, or with a number where a round is called so already."""
    taken = names_running(centres[0]) if centres else set()
    names = (name if number == 1 else f"{name} ({number})" for number in count(1))
    return next(each for each in names if match_key(each) not in taken)
