"""Long work as jobs: an id in, an action, out; safe to run twice and to kill."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from sanphalang.reports import print_runs


@task
def print_sheets(run_id: int) -> None:
    """Go on with a print run."""
    print_runs.print_sheets(run_id)


def ask_for_work(run_id: int) -> None:
    """Queue a print run, once the transaction has been committed."""
    transaction.on_commit(lambda: print_sheets.enqueue(run_id))
