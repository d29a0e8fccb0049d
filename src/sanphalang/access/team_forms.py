"""Forms for who gives roles and manages centres."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.access.ends import USUAL, ends_offered
from sanphalang.access.models import Centre
from sanphalang.access.roles import Role
from sanphalang.access.words import ROLES, WHAT_FOR
from sanphalang.places.forms import PlaceField


class EndForm(forms.Form):
    """Until when a role lasts."""

    until = forms.ChoiceField(label=_("The role lasts"))
    ids = "id_end_%s"  # two such forms stand on one page

    def __init__(self, data: Any = None, *, limit: datetime | None) -> None:
        super().__init__(data, auto_id=self.ids)
        self._offered = ends_offered(limit)
        until = self.fields["until"]
        until.choices = [(key, words) for key, (words, _end) in self._offered.items()]  # type: ignore[attr-defined]
        until.initial = USUAL if USUAL in self._offered else next(reversed(self._offered))

    @property
    def ends_at(self) -> datetime | None:
        """The last moment that was chosen; None is without an end."""
        return self._offered[self.cleaned_data["until"]][1]


class RoleForm(EndForm):
    """A role, and until when."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    ids = "id_%s"
    field_order: tuple[str, ...] = ("role", "until")

    def __init__(self, data: Any = None, *, limit: datetime | None, roles: Iterable[Role]) -> None:
        super().__init__(data, limit=limit)
        self.fields["role"].choices = [(str(role), f"{ROLES[role]} – {WHAT_FOR[role]}") for role in roles]  # type: ignore[attr-defined]


class InviteForm(RoleForm):
    """Who is invited to what."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As it stands in the letter; the person can change it.")
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("With an address, it is for that address alone; without one, for whoever holds the letter."),
    )
    field_order = ("name", "email", "role", "until")


class CentreForm(forms.Form):
    """What everybody sees of a centre."""

    name_th = forms.CharField(label=_("Name in Thai"), max_length=160)
    name_en = forms.CharField(label=_("Name in English"), max_length=160)
    address = forms.CharField(label=_("Address of the office"), max_length=300, required=False)
    telephone = forms.CharField(label=_("Telephone of the office"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mail of the office"), required=False)

    def __init__(self, data: Any = None, *, centre: Centre) -> None:
        super().__init__(data, initial={name: getattr(centre, name) for name in self.base_fields})


class MovePlaceForm(forms.Form):
    """A place that the centre takes over from another."""

    place = PlaceField(
        label=_("Place to take over"),
        help_text=_("A district of Bangkok, or a province, that stands in the territory of another centre."),
    )
