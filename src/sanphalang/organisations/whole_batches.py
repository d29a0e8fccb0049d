"""Everything that one batch made, as a whole: for data that was never anybody's, such as the demo's."""

from __future__ import annotations

from sanphalang import bulk
from sanphalang.files import originals
from sanphalang.organisations.models import Claim, Organisation

_MANY = 5_000


def made_by(batch: int) -> int:
    """Return how many organisations the batch made that are still there."""
    return Claim.objects.filter(batch=batch, created=True).count()


def not_made_by(batch: int) -> int:
    """Return how many organisations came some other way."""
    return Organisation.objects.count() - made_by(batch)


def remove_made_by(batch: int) -> int:
    """Remove the organisations that a batch made, edited since or not, with all claims about them; return how many.

    This is not :func:`claims.withdraw`, which spares what people did since. The caller holds the transaction and
    records it.
    """
    made = Claim.objects.filter(batch=batch, created=True).values_list("organisation", flat=True)
    ids, removed = list(made), 0
    for start in range(0, len(ids), _MANY):
        removed += len(ids[start : start + _MANY])
        Organisation.objects.filter(id__in=ids[start : start + _MANY]).delete()
    Claim.objects.filter(batch=batch).delete()
    for kind in originals.Kind:
        originals.forget(kind, batch)
    return removed


def settle() -> None:
    """Make the pages as fast right after very many organisations came in as they are later; not in a transaction."""
    bulk.settle(Organisation, Claim)
