"""Where checks tell of a person: notes and corrections by what they say, photos by whose organisation they show.

A photo shows who stood there, and no program reads it: every photo of an organisation in which the person holds or
held a post may show the person.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.files.storage import remove_file
from sanphalang.ledger.actions import record
from sanphalang.people.naming import Sought, TextFound, excerpt
from sanphalang.verification.models import VerificationAnswer, VerificationRound
from sanphalang.verification.round_rules import ANSWER, AnswerState
from sanphalang.web.days import day_shown

CHECK, CHECK_PHOTO = "check", "check_photo"
"""How the keys of what is found begin."""
_WORDS = ("note", "values", "where", "reason")


def texts_naming(sought: Sought, organisations: set[int]) -> list[TextFound]:
    """Return the words of checks, and names of rounds, that tell of the person.

    Of the person's own organisations the given name alone is enough.
    """
    holds = Q(organisation__in=organisations)
    for name in _WORDS:
        for text in sought.spellings:
            holds |= Q(**{f"{name}__icontains": text})
    found = []
    for answer in _answers().filter(holds):
        words = "\n".join(filter(None, (getattr(answer, name) for name in _WORDS)))
        is_own = answer.organisation_id in organisations
        if sought.may_be_named_in(words) if is_own else sought.is_told_in(words):
            what = _("Words of a check")
            found.append(_found(answer, f"{CHECK}:{answer.pk}", what, excerpt(words, sought)))
    return found + [
        TextFound(
            f"{VerificationRound._meta.model_name}:{each.pk}:name",
            _("Name of a round of verification"),
            each.name,
            reverse("verification:round", args=[each.pk]),
            each.place,
        )
        for each in VerificationRound.objects.order_by("pk")
        if sought.is_told_in(each.name)
    ]


def photos_that_may_show(organisations: set[int]) -> list[TextFound]:
    """Return the photos of checks of these organisations."""
    taken = _answers().filter(organisation__in=organisations, photo__isnull=False, photo__removed_at=None)
    what = _("Photo of a check on %(day)s")
    return [
        _found(answer, f"{CHECK_PHOTO}:{answer.pk}", what % {"day": day_shown(answer.answered_on)}) for answer in taken
    ]


def is_of_a_check(key: str) -> bool:
    """Say whether the key of what was found is that of a check's words or photo."""
    return key.partition(":")[0] in {CHECK, CHECK_PHOTO}


def remove_of_a_check(actor: str, key: str) -> None:
    """Empty the words of a check, or remove its photo, by the key of what was found. In the caller's transaction."""
    kind, number = key.split(":")
    answer = _answers().filter(pk=number).first()
    if answer is None:
        return
    if kind == CHECK:
        VerificationAnswer.objects.filter(pk=answer.pk).update(**dict.fromkeys(_WORDS, ""))
        if answer.state == AnswerState.WAITING:  # without its words there is nothing left to approve
            VerificationAnswer.objects.filter(pk=answer.pk).update(state=AnswerState.REFUSED)
        verb = "verification.forget_words"
    else:
        if answer.photo is None:
            return
        VerificationAnswer.objects.filter(photo=answer.photo).update(photo=None)
        remove_file(answer.photo)
        verb = "verification.remove_photo"
    about = {"organisation": [None, answer.organisation_id]}
    record(actor, verb, (ANSWER, str(answer.pk)), place=answer.organisation.place, changes=about, wakes=())


def checks_with_words_before(moment: datetime) -> QuerySet[VerificationAnswer]:
    """Return the decided answers that arrived before a moment and of which words or a photo are kept still."""
    told = Q(photo__isnull=False)
    for name in _WORDS:
        told |= ~Q(**{name: ""})
    decided = VerificationAnswer.objects.exclude(state=AnswerState.WAITING)
    return decided.filter(told, received_at__lt=moment)


def forget_words_before(moment: datetime) -> int:
    """Empty the words of such answers and let go of their photos; whoever calls removes files that nothing names."""
    return checks_with_words_before(moment).update(photo=None, **dict.fromkeys(_WORDS, ""))


def _answers() -> QuerySet[VerificationAnswer]:
    return VerificationAnswer.objects.select_related("organisation", "photo").order_by("pk")


def _found(answer: VerificationAnswer, key: str, what: str, words: str = "") -> TextFound:
    url = reverse("verification:answer", args=[answer.pk])
    organisation = answer.organisation
    is_paper = key.startswith(CHECK_PHOTO)
    return TextFound(key, what, organisation.name, url, organisation.place, words, is_paper=is_paper)
