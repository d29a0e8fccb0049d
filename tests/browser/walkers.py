"""Volunteers with a list to walk: made on a running platform by its own acts, in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import NamedTuple

from tests.browser.sites import Site

_CENTRE = "10-1"  # a zone of Bangkok: no other walk through the platform counts what is confirmed there

_MAKE = f"""
import django, json, sys
django.setup()
from datetime import timedelta
from django.utils import timezone
from sanphalang.access.models import Centre, User
from sanphalang.access.viewer import OPERATOR
from sanphalang.verification.rounds import Wish
from sanphalang.verification.starting import start_round
centre = Centre.objects.get(code="{_CENTRE}")
until = timezone.localdate() + timedelta(days=60)
before = 0
for email, name, places in json.loads(sys.argv[1]):
    begun = start_round(OPERATOR, centre=centre, name=name, until=until, rule="confirm", wish=Wish())
    mine = list(begun.tasks.order_by("pk").values_list("pk", flat=True)[before:before + places])
    before += places
    begun.tasks.filter(pk__in=mine).update(assignee=User.objects.get(email=email))
"""
_ARRIVED = """
import django, json, sys
django.setup()
from sanphalang.access.models import User
from sanphalang.verification.models import VerificationAnswer
actor = f"user:{User.objects.get(email=sys.argv[1]).pk}"
found = VerificationAnswer.objects.filter(actor=actor).order_by("pk")
print(json.dumps([[each.task_id, each.outcome, each.state, each.photo_id is not None] for each in found]))
"""


class Arrived(NamedTuple):
    """An answer as the server holds it."""

    task: int
    outcome: str
    state: str
    has_photo: bool


def make_walkers(site: Site, walkers: dict[str, int]) -> None:
    """Make accounts of members, each with a round of its own and so many places assigned."""
    for email in walkers:
        made = site.command("user", "add", email, "--role", "member", "--centre", _CENTRE, "--json")
        site.passwords[email] = json.loads(made.splitlines()[-1])["password"]
    _run(site, _MAKE, json.dumps([(email, f"รอบของ {email}", places) for email, places in walkers.items()]))


def arrived(site: Site, email: str) -> list[Arrived]:
    """Return what has arrived from somebody."""
    return [Arrived(*each) for each in json.loads(_run(site, _ARRIVED, email))]


def _run(site: Site, program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=site.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
