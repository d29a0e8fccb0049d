"""Rounds, checkers and what they send, for tests of this room and of those above."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from PIL import Image

from sanphalang.access.models import Centre, User
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.files.pictures import keep_picture
from sanphalang.organisations.tests.factories import make_account
from sanphalang.verification.assigning import Part, assign
from sanphalang.verification.models import VerificationAnswer, VerificationRound, VerificationTask
from sanphalang.verification.round_rules import Policy
from sanphalang.verification.rounds import Wish
from sanphalang.verification.starting import start_round


def make_round(viewer: Viewer = OPERATOR, *, centre: str = "30", days: int = 30, **said: Any) -> VerificationRound:
    """Start a round over all that the centre's territory holds now."""
    values: dict[str, Any] = {"name": "รอบตรวจสอบทดลอง", "rule": Policy.CONFIRM, "wish": Wish()} | said
    until = timezone.localdate() + timedelta(days=days)
    return start_round(viewer, centre=Centre.objects.get(code=centre), until=until, **values)


def make_checker(centre: str = "30", role: Role = Role.MEMBER) -> User:
    """Make an account that can check records of a centre."""
    return make_account(role, centre=centre)


def give(found: VerificationRound, checker: User) -> list[VerificationTask]:
    """Give all records of a round to somebody; return the tasks in their order."""
    parts = {Part.of(task.place - task.place % 100) for task in found.tasks.all()}
    assign(OPERATOR, found.pk, dict.fromkeys(parts, checker.pk))
    return list(found.tasks.order_by("pk"))


def viewer_for(checker: User) -> Viewer:
    """Return the viewer that a checker is now."""
    return viewer_of(checker)


def answer_to(task: VerificationTask, outcome: str = "confirmed", **more: Any) -> dict[str, Any]:
    """Return what a telephone sends of a task."""
    return {
        "instance": str(uuid.uuid4()),
        "task": task.pk,
        "revision": task.organisation.revision,
        "outcome": outcome,
        "answered_at": timezone.now().isoformat(),
        **more,
    }


def send(checker: User | None, said: dict[str, Any]) -> Any:
    """Send it as a telephone does; return the response."""
    client = Client()
    if checker is not None:
        client.force_login(checker)
    return client.post("/verification/walk/answers/", said)


def photo(size: tuple[int, int] = (60, 40)) -> io.BytesIO:
    """Return a photo with a name, as a form takes it."""
    taken = io.BytesIO()
    Image.new("RGB", size, "green").save(taken, "JPEG")
    taken.name = "photo.jpg"
    taken.seek(0)
    return taken


def answered_round(centre: str, *, note: str) -> Any:
    """Make a round of which the first record was answered with a note and a photo; return the answer, which waits."""
    found = make_round(centre=centre)
    task = found.tasks.order_by("pk")[0]
    return VerificationAnswer.objects.create(
        instance=uuid.uuid4(),
        organisation=task.organisation,
        task=task,
        actor="operator",
        outcome="confirmed",
        seen_revision=task.organisation.revision,
        note=note,
        photo=keep_picture(photo()),
        answered_on=found.until,
        state="waiting",
        told="waiting",
        why="policy",
        waits_at=found.centre,
    )
