"""Long work as jobs: an id in, an action, out; safe to run twice and to kill."""

from __future__ import annotations

from django_tasks import task

from sanphalang.verification.taking import take_records


@task
def prepare_round(round_id: int) -> None:
    """Take the records of a round that was started."""
    take_records(round_id)
