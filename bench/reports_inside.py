"""Part of ``profile`` and ``sheets`` that runs inside an installation: ``python -m bench.reports_inside WHAT …``."""

from __future__ import annotations

import json
import sys
import time

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.db import transaction
from django.db.models import Sum

from sanphalang.access.viewer import OPERATOR
from sanphalang.reports.counted import ORGANISATIONS
from sanphalang.reports.jobs import ask_for_work
from sanphalang.reports.models import Cell, PrintRun
from sanphalang.reports.print_runs import ask_for_sheets

_PATIENCE_S = 120.0


def fresh(expected: int) -> float:
    """Wait until the cells tell of so many organisations; return the moment, in seconds since 1970."""
    deadline = time.monotonic() + _PATIENCE_S
    told = None
    while time.monotonic() < deadline:
        told = Cell.objects.filter(about=ORGANISATIONS.name, measure="all").aggregate(Sum("number"))["number__sum"]
        if told == expected:
            return time.time()
        time.sleep(0.1)
    raise SystemExit(f"the cells tell of {told} instead of {expected} after {_PATIENCE_S:.0f} s")


def print_districts() -> str:
    """Ask for the sheets of all districts of the nation; return the number of the run."""
    level = PrintRun.Level.DISTRICT
    with transaction.atomic():
        run = ask_for_sheets(OPERATOR, None, level=level, thai_digits=False, site="http://127.0.0.1")
        ask_for_work(run.pk)
    return str(run.pk)


def main(what: str, *numbers: str) -> None:
    """Write one line of JSON."""
    told = print_districts() if what == "print" else fresh(int(numbers[0]))
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
