"""Reading the book. Who may read is decided by the rooms above; the book itself holds no private value."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from sanphalang.ledger.models import Entry, Mark


def all_entries() -> QuerySet[Entry]:
    """Return the whole book, latest first."""
    return Entry.objects.all()


def entries_about(subject_kind: str, subject_id: str) -> QuerySet[Entry]:
    """Return the history of one subject, latest first."""
    return Entry.objects.filter(subject_kind=subject_kind, subject_id=subject_id)


def subjects_touched(subject_kind: str, subject_ids: Iterable[str], *, but_by: Collection[str]) -> int:
    """Return of how many of these subjects the book tells that anybody but some actors did something to them."""
    told = Entry.objects.filter(subject_kind=subject_kind, subject_id__in=list(subject_ids)).exclude(actor__in=but_by)
    return told.order_by().values("subject_id").distinct().count()


def pending_marks(projection: str = "") -> int:
    """Return how many marked subjects wait to be recomputed, in one projection or in all."""
    return (Mark.objects.filter(projection=projection) if projection else Mark.objects).count()


def latest_change() -> int:
    """Return the number of the newest entry that may have changed anything, as no look does; 0 in an empty book."""
    acts = Entry.objects.filter(is_look=False)
    return acts.order_by("-id").values_list("id", flat=True).first() or 0
