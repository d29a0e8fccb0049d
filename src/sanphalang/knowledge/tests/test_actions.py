"""Who may do what with an item, what is recorded of it, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.access.writing import CannotBeError, ChangedMeanwhileError, NoSuchRecordError
from sanphalang.knowledge import actions, life, queries
from sanphalang.knowledge.models import KnowledgeItem, Part, Unsaved, Version
from sanphalang.knowledge.rules import State
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.ledger.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NEW = {"title": "ธนาคารต้นไม้", "kind": "other", "place": 30_000_000, "place_level": "province", "summary": "สั้น"}


def _viewer(who: str) -> Viewer:
    if who in {"public", "operator"}:
        return {"public": PUBLIC, "operator": OPERATOR}[who]
    role, _at, centre = who.partition("@")
    return make_viewer(Role(role), centre=centre)


class _Cast:
    """An item of Nakhon Ratchasima in each state."""

    def __init__(self) -> None:
        self.draft = make_item("ร่าง", state=State.DRAFT).item_id
        self.review = make_item("ตรวจ", state=State.REVIEW).item_id
        self.published = make_item("เผยแพร่").item_id
        self.withdrawn = make_item("ถอน", state=State.WITHDRAWN).item_id


Act = Callable[[Viewer, _Cast], Any]
WRITING: dict[str, Act] = {
    "create": lambda viewer, cast: actions.create_item(viewer, values=NEW),
    "edit": lambda viewer, cast: actions.edit_basics(
        viewer, cast.draft, expected_revision=1, values={"title": "ร่างใหม่"}
    ),
    "edit_part": lambda viewer, cast: actions.edit_part(
        viewer, cast.draft, "why", expected_revision=1, text="เพราะช่วยกัน"
    ),
    "submit": lambda viewer, cast: life.submit_for_review(viewer, cast.draft),
    "send_back": lambda viewer, cast: life.send_back(viewer, cast.review),
    "begin_revision": lambda viewer, cast: life.begin_revision(viewer, cast.published),
    "discard": lambda viewer, cast: life.discard(viewer, cast.draft),
}
PUBLISHING: dict[str, Act] = {
    "publish": lambda viewer, cast: life.publish(viewer, cast.review),
    "withdraw": lambda viewer, cast: life.withdraw(viewer, cast.published, because="ซ้ำ"),
    "restore": lambda viewer, cast: life.restore(viewer, cast.withdrawn),
}
WHO = {  # who writes, who publishes, of Nakhon Ratchasima
    "data_manager@30": (True, False),
    "coordinator@30": (True, True),
    "national_administrator": (True, True),
    "operator": (True, True),
    "national_analyst": (False, False),
    "data_protection_officer": (False, False),
    "member@30": (False, False),
    "provincial_office@30": (False, False),
    "inspector@30": (False, False),
    "data_manager@31": (False, False),
    "coordinator@31": (False, False),
    "public": (False, False),
}


@pytest.mark.parametrize("who", WHO)
def test_who_writes_and_who_publishes(who: str) -> None:
    viewer = _viewer(who)
    for may, acts in zip(WHO[who], (WRITING, PUBLISHING), strict=True):
        for verb, act in acts.items():
            cast = _Cast()
            before = Entry.objects.count()
            if may:
                act(viewer, cast)
                assert Entry.objects.latest("id").verb == f"knowledge.{verb}"
                assert Entry.objects.latest("id").actor == viewer.actor
            else:
                with pytest.raises((Refused, NoSuchRecordError)):
                    act(viewer, cast)
                assert Entry.objects.count() == before


def test_a_data_manager_cannot_move_an_item_to_the_neighbours() -> None:
    cast, there = _Cast(), {"place": 31_000_000, "place_level": "province"}
    with pytest.raises(Refused):
        actions.edit_basics(_viewer("data_manager@30"), cast.draft, expected_revision=1, values=there)


def test_an_item_moved_in_a_draft_is_still_kept_by_who_published_it() -> None:
    """The neighbour, to whom the draft was moved, cannot publish over the place that readers know."""
    cast = _Cast()
    life.begin_revision(OPERATOR, cast.published)
    there = {"place": 31_000_000, "place_level": "province"}
    actions.edit_basics(OPERATOR, cast.published, expected_revision=None, values=there)
    for who in ("coordinator@30", "coordinator@31"):
        with pytest.raises(Refused):
            life.publish(_viewer(who), cast.published)
    life.publish(OPERATOR, cast.published)


def test_who_kept_an_item_before_it_moved_away_reads_nothing_of_its_desk() -> None:
    cast = _Cast()
    life.begin_revision(OPERATOR, cast.published)
    there = {"place": 31_000_000, "place_level": "province"}
    actions.edit_basics(OPERATOR, cast.published, expected_revision=None, values=there)
    assert queries.standing_version(_viewer("coordinator@30"), cast.published) is not None
    life.publish(OPERATOR, cast.published)
    life.begin_revision(OPERATOR, cast.published)
    assert queries.standing_version(_viewer("coordinator@30"), cast.published) is None
    assert queries.standing_version(_viewer("coordinator@31"), cast.published) is not None
    assert queries.version_numbered(_viewer("coordinator@30"), cast.published, 1) is not None


def test_the_ledger_holds_no_words() -> None:
    viewer, cast = _viewer("coordinator@30"), _Cast()
    number = actions.create_item(viewer, values=NEW)
    actions.edit_part(viewer, cast.draft, "why", expected_revision=1, text="นางสาวทดลอง ไม่ควรเห็น")
    life.withdraw(viewer, cast.published, because="นางสาวทดลอง ขอ")
    kept = str(list(Entry.objects.values_list("changes", flat=True)))
    assert "ทดลอง" not in kept
    assert "ธนาคารต้นไม้" not in kept
    assert Entry.objects.get(verb="knowledge.create", subject_id=str(number)).changes["kind"] == ["", "other"]


def test_saving_the_same_again_records_nothing() -> None:
    viewer, cast = _viewer("coordinator@30"), _Cast()
    for _time in range(2):
        actions.edit_part(viewer, cast.draft, "why", expected_revision=None, text="เพราะช่วยกัน")
    assert Entry.objects.filter(verb="knowledge.edit_part").count() == 1


def test_who_was_second_writes_nothing() -> None:
    viewer, cast = _viewer("coordinator@30"), _Cast()
    actions.edit_part(viewer, cast.draft, "why", expected_revision=1, text="หนึ่ง")
    with pytest.raises(ChangedMeanwhileError):
        actions.edit_part(viewer, cast.draft, "why", expected_revision=1, text="สอง")
    assert Part.objects.get(version__item=cast.draft, name="why").text == "หนึ่ง"


def test_what_is_published_is_not_written_on() -> None:
    with pytest.raises(CannotBeError):
        actions.edit_part(OPERATOR, _Cast().published, "why", expected_revision=1, text="แอบแก้")


def test_nothing_is_published_before_it_is_whole() -> None:
    number = make_item(state=State.REVIEW, parts={"action": ""}).item_id
    with pytest.raises(CannotBeError, match="What was done"):
        life.publish(OPERATOR, number)


def test_a_revision_begins_with_everything_and_earlier_versions_stay() -> None:
    cast = _Cast()
    figures = [actions.FigureSaid("ครัวเรือน", "12", "40", "ครัวเรือน")]
    actions.edit_part(OPERATOR, cast.draft, "result", expected_revision=None, text="ดีขึ้น", figures=figures)
    life.publish(OPERATOR, cast.draft)
    life.begin_revision(OPERATOR, cast.draft)
    life.begin_revision(OPERATOR, cast.draft)  # another tab
    actions.edit_part(OPERATOR, cast.draft, "result", expected_revision=None, text="ดีขึ้นมาก", figures=[])
    life.publish(OPERATOR, cast.draft, changed="ตัวเลขใหม่")
    first, second = Version.objects.filter(item=cast.draft).order_by("number")
    assert (first.state, second.state) == (State.REPLACED, State.PUBLISHED)
    assert first.figures.get().after == "40"
    assert first.parts.get(name="result").text == "ดีขึ้น"
    assert second.parts.get(name="situation").text == first.parts.get(name="situation").text
    assert not second.figures.exists()


def test_a_draft_that_was_never_published_is_thrown_away_with_its_item() -> None:
    cast = _Cast()
    actions.keep_unsaved(OPERATOR, cast.draft, "why", "{}")
    life.discard(OPERATOR, cast.draft)
    assert not KnowledgeItem.objects.filter(pk=cast.draft).exists()
    assert not Unsaved.objects.exists()
    life.begin_revision(OPERATOR, cast.published)
    life.discard(OPERATOR, cast.published)
    assert Version.objects.get(item=cast.published).state == State.PUBLISHED


def test_the_database_holds_one_draft_and_one_public_version() -> None:
    for state in (State.DRAFT, State.PUBLISHED):
        version = make_item(state=state)
        other = State.REVIEW if state == State.DRAFT else State.PUBLISHED
        with pytest.raises(IntegrityError), transaction.atomic():
            Version.objects.create(item=version.item, number=2, state=other, kind="other", title="x", title_sort=b"")


def test_lists_compare_an_item_by_its_latest_version_also_when_the_one_before_is_withdrawn() -> None:
    item = make_item("ชื่อเดิม").item
    life.begin_revision(OPERATOR, item.pk)
    actions.edit_basics(OPERATOR, item.pk, expected_revision=None, values={"title": "ชื่อใหม่"})
    life.withdraw(OPERATOR, item.pk, because="ผิด")
    item.refresh_from_db()
    assert item.name == "ชื่อใหม่"
    life.discard(OPERATOR, item.pk)
    item.refresh_from_db()
    assert item.name == "ชื่อเดิม"
