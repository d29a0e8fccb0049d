"""Committees and posts that the demo made: whether real people wrote in them, and taking them away again."""

from __future__ import annotations

from collections.abc import Collection

from sanphalang.access.viewer import OPERATOR
from sanphalang.committees.models import Committee, Order, Post
from sanphalang.committees.rules import ORDER, POST, SUBJECT
from sanphalang.ledger.queries import subjects_touched


def edited_by_others(own_actors: Collection[str]) -> int:
    """Return how many of the demo's committees, orders and posts anybody but these actors and the operator changed."""
    own = {*own_actors, OPERATOR.actor}
    committees = Committee.objects.filter(is_demo=True)
    made = {
        SUBJECT: committees.values_list("pk", flat=True),
        ORDER: Order.objects.filter(committee__in=committees).values_list("pk", flat=True),
        POST: Post.objects.filter(is_demo=True).values_list("pk", flat=True),
    }
    return sum(subjects_touched(kind, map(str, numbers), but_by=own) for kind, numbers in made.items())


def remove() -> int:
    """Remove them with all that belongs to them; return how many committees there were.

    The caller holds the transaction and records it.
    """
    Post.objects.filter(is_demo=True).delete()
    committees = Committee.objects.filter(is_demo=True)
    count = committees.count()
    committees.delete()
    return count
