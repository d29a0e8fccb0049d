"""Reading the book. Who may read is decided by the rooms above; the book itself holds no private value."""

from django.db.models import QuerySet

from sanphalang.ledger.models import Entry


def entries_about(subject_kind: str, subject_id: str) -> QuerySet[Entry]:
    """Return the history of one subject, latest first."""
    return Entry.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
