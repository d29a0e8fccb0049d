"""Where committees tell of a person who is erased: texts by what they say, papers by who sat there.

Texts are found for somebody to read. Papers are pictures of what was signed, and no program reads them: every paper of
a committee that the person sat in, or carried something out for, may name the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.committees.models import (
    AgendaItem,
    Committee,
    FollowUp,
    Meeting,
    Membership,
    Order,
    Post,
    ReplacedPaper,
    Resolution,
)
from sanphalang.committees.rules import ORDER, SUBJECT
from sanphalang.files.models import KeptFile
from sanphalang.files.storage import remove_file
from sanphalang.ledger.actions import record
from sanphalang.people.naming import Sought, TextFound, excerpt
from sanphalang.web.days import day_shown

PAPER = "paper"
"""How the keys of papers begin."""
_REPLACED = "replaced"


def organisations_with_posts(person_id: int) -> set[int]:
    """Return the organisations in which a person holds or held a post."""
    held = Post.objects.filter(person=person_id, organisation__isnull=False)
    return set(held.values_list("organisation", flat=True))


def committees_of(person_id: int) -> set[int]:
    """Return the committees in which a person sits or sat, or for which the person carried something out."""
    seats = Membership.objects.filter(person=person_id).values_list("committee", flat=True)
    tasks = Resolution.objects.filter(person=person_id).values_list("meeting__committee", flat=True)
    return {*seats, *tasks}


def texts_naming(sought: Sought, committees: set[int]) -> list[TextFound]:
    """Return the texts that tell of the person; in the person's own committees the given name alone is enough."""
    found = []
    for model, name, way, what in _texts():
        holds = Q(**{f"{way}__in": committees})
        for text in sought.spellings:
            holds |= Q(**{f"{name}__icontains": text})
        rows = model._default_manager.filter(holds).order_by("pk").values_list("pk", way, name)
        found += [
            (committee, f"{model._meta.model_name}:{number}:{name}", what, excerpt(text, sought))
            for number, committee, text in rows
            if (sought.may_be_named_in(text) if committee in committees else sought.is_told_in(text))
        ]
    return _located(found)


def posts_naming(sought: Sought, but: int) -> Iterator[TextFound]:
    """Yield the posts of other people whose title tells of the person, as that of a secretary may."""
    holds = Q(pk__in=())
    for text in sought.spellings:
        holds |= Q(position__icontains=text)
    posts = Post.objects.filter(holds).exclude(person=but).select_related("organisation", "local_authority")
    for post in posts.order_by("pk"):
        body = post.organisation or post.local_authority
        if body is not None and sought.is_told_in(post.position):
            url, words = reverse("committees:post", args=[post.pk]), excerpt(post.position, sought)
            yield TextFound(f"post:{post.pk}:position", _("Title of a post"), body.name, url, body.place, words)


def papers_that_may_name(committees: set[int]) -> list[TextFound]:
    """Return the papers of committees: files of orders, and minutes."""
    orders = Order.objects.filter(committee__in=committees, file__isnull=False, file__removed_at=None)
    held = Meeting.objects.filter(committee__in=committees, minutes__isnull=False, minutes__removed_at=None)
    replaced = ReplacedPaper.objects.filter(committee__in=committees, file__removed_at=None)
    of_orders, of_meetings = _("File of order %(number)s"), _("Minutes of meeting %(number)s")
    return _located(
        [
            *((each.committee_id, f"{PAPER}:order:{each.pk}", of_orders % {"number": each}, "") for each in orders),
            *(
                (each.committee_id, f"{PAPER}:meeting:{each.pk}", of_meetings % {"number": each.number}, "")
                for each in held
            ),
            *(
                (
                    each.committee_id,
                    f"{PAPER}:{_REPLACED}:{each.pk}",
                    _("Paper that was replaced on %(day)s") % {"day": day_shown(timezone.localdate(each.replaced_at))},
                    "",
                )
                for each in replaced
            ),
        ]
    )


def is_paper_there(key: str) -> bool:
    """Say whether a paper found is still kept."""
    _paper, kind, number = key.split(":")
    if kind == "order":
        return Order.objects.filter(pk=number, file__isnull=False).exists()
    if kind == _REPLACED:
        return ReplacedPaper.objects.filter(pk=number).exists()
    return Meeting.objects.filter(pk=number, minutes__isnull=False).exists()


def remove_paper(actor: str, key: str) -> None:
    """Remove the file of an order or of minutes, by the key of a paper found. Belongs in the caller's transaction.

    The same bytes are kept once: they go wherever they were handed in.
    """
    _paper, kind, number = key.split(":")
    orders, meetings = Order.objects.select_related("committee"), Meeting.objects.select_related("committee")
    replaced = ReplacedPaper.objects.select_related("committee")
    if kind == _REPLACED:
        file = replaced.get(pk=number).file
    else:
        file = (orders.get(pk=number).file if kind == "order" else meetings.get(pk=number).minutes) or KeptFile()
    for order in orders.filter(file=file.pk):
        order.file, order.file_type, order.file_published, order.revision = None, "", False, order.revision + 1
        order.save(update_fields=["file", "file_type", "file_published", "revision"])
        record(actor, "committees.remove_paper", (ORDER, str(order.pk)), place=order.committee.place)
    for meeting in meetings.filter(minutes=file.pk):
        meeting.minutes, meeting.minutes_type, meeting.revision = None, "", meeting.revision + 1
        meeting.save(update_fields=["minutes", "minutes_type", "revision"])
        subject = (SUBJECT, str(meeting.committee_id))
        told = {"meeting": ["", meeting.number]}
        record(actor, "committees.remove_paper", subject, place=meeting.committee.place, changes=told)
    for each in replaced.filter(file=file.pk):
        record(actor, "committees.remove_paper", (SUBJECT, str(each.committee_id)), place=each.committee.place)
        each.delete()
    remove_file(file)


def replaced_since(moment: datetime) -> QuerySet[ReplacedPaper]:
    """Return the papers that were replaced at a moment or later, which are still kept for a time."""
    return ReplacedPaper.objects.filter(replaced_at__gte=moment)


def let_go_of_replaced(file: KeptFile, moment: datetime) -> None:
    """Forget that a file was replaced before a moment; the caller removes it where nothing else names it."""
    ReplacedPaper.objects.filter(file=file, replaced_at__lt=moment).delete()


def _texts() -> tuple[tuple[type[Model], str, str, str], ...]:
    """Return where committees keep words: the table, its column, the way to the committee, and what it is called."""
    return (
        (Committee, "name", "pk", _("Name of a committee")),
        (Committee, "criteria", "pk", _("Criteria of a committee")),
        (Order, "number", "committee", _("Number of an order")),
        (Order, "issued_by", "committee", _("Who issued an order")),
        (Meeting, "where", "committee", _("Place of a meeting")),
        (AgendaItem, "title", "meeting__committee", _("Agenda of a meeting")),
        (Resolution, "text", "meeting__committee", _("Text of a resolution")),
        (FollowUp, "note", "resolution__meeting__committee", _("Note on a resolution")),
    )


def _located(found: list[tuple[int, str, str, str]]) -> list[TextFound]:
    committees = Committee.objects.in_bulk({committee for committee, *_rest in found})
    return [
        TextFound(
            key,
            what,
            committees[committee].name,
            reverse("committees:page", args=[committee]),
            committees[committee].place,
            words,
            is_paper=key.startswith(PAPER),
        )
        for committee, key, what, words in found
    ]
