"""What somebody writes down of a local authority's part in the network, and of an organisation that is a partner."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.organisations.words import CENTRE_KINDS, ISSUES, TRAININGS
from sanphalang.web.fields import YearField


class JoinForm(forms.Form):
    """Since when it belongs to the network."""

    year = YearField(label=_("Year in which it joined"))
    year_from = YearField(
        label=_("Or since"),
        required=False,
        help_text=_("Only where nobody knows the year: the first of the years in question."),
    )


class LeaveForm(forms.Form):
    """Until when it belonged to the network."""

    year = YearField(label=_("Year in which it left"))


class TrainingForm(forms.Form):
    """How many of its people were trained."""

    kind = forms.ChoiceField(label=_("What"), choices=list(TRAININGS.items()))
    year = YearField(label=_("Year"))
    people = forms.IntegerField(
        label=_("Number of people"),
        min_value=0,
        max_value=9_999,
        required=False,
        help_text=_("Leave it empty where nobody knows it."),
    )


class LearningCentreForm(forms.Form):
    """Which centre of the network it holds."""

    kind = forms.ChoiceField(label=_("Centre"), choices=list(CENTRE_KINDS.items()))
    issue = forms.ChoiceField(
        label=_("Issue"), choices=[("", _("None in particular")), *ISSUES.items()], required=False
    )
    year = YearField(label=_("Year"))


class PartnershipForm(forms.Form):
    """Since when an organisation is a partner; fields bear the names of the columns."""

    since_year = YearField(label=_("Partner since the year"))
    until_year = YearField(
        label=_("Year in which the partnership ended"),
        required=False,
        help_text=_("Leave it empty while it is a partner."),
    )


FORMS: dict[str, type[forms.Form]] = {
    "join": JoinForm,
    "leave": LeaveForm,
    "training": TrainingForm,
    "centre": LearningCentreForm,
}
"""By the word that names each in the address."""
