"""Reading the book. Who may read is decided by the rooms above; the book itself holds no private value."""

from django.db.models import QuerySet

from sanphalang.ledger.models import Entry, Mark


def entries_about(subject_kind: str, subject_id: str) -> QuerySet[Entry]:
    """Return the history of one subject, latest first."""
    return Entry.objects.filter(subject_kind=subject_kind, subject_id=subject_id)


def pending_marks() -> int:
    """Return how many marked subjects wait to be recomputed, in all projections."""
    return Mark.objects.count()
