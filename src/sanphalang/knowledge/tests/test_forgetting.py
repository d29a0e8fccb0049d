"""Words about somebody who is erased are found wherever knowledge keeps words, and go where nobody can mend them."""

from __future__ import annotations

from datetime import date

import pytest

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import keep_file
from sanphalang.knowledge import actions, life
from sanphalang.knowledge.forgetting import (
    forget,
    items_of,
    may_be_emptied,
    papers_that_may_name,
    texts_naming,
)
from sanphalang.knowledge.models import Attachment, Naming, Part, Participant, Picture, Unsaved, Version
from sanphalang.knowledge.rules import State
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.people.naming import sought
from sanphalang.people.tests.factories import make_person

pytestmark = pytest.mark.django_db

NAME = "ทองก้อนเฉพาะ ไม่ควรเห็น"


def test_an_earlier_version_is_emptied_and_what_can_be_mended_is_not() -> None:
    her = make_person("ทองก้อนเฉพาะ", "ไม่ควรเห็น")
    item = make_item(f"เรื่องของ{NAME}", parts={"situation": NAME}).item_id
    life.begin_revision(OPERATOR, item)
    life.publish(OPERATOR, item)
    life.begin_revision(OPERATOR, item)
    actions.keep_unsaved(OPERATOR, item, "why", f'{{"text": "{NAME}"}}')
    found = texts_naming(sought(her.pk), items_of(her.pk))
    assert len(found) == 7  # the title and the text of three versions, and what was not saved
    emptied = [each for each in found if may_be_emptied(each)]
    assert len(emptied) == 3
    for each in emptied:
        forget("user:1", each.key)
    states = set(Version.objects.filter(title__contains="ทองก้อน").values_list("state", flat=True))
    assert states == {State.PUBLISHED, State.DRAFT}
    assert Part.objects.filter(text__contains="ทองก้อน").count() == 2
    assert not Unsaved.objects.exists()


def test_the_given_name_alone_is_enough_in_items_of_the_person() -> None:
    her = make_person("ทองก้อนเฉพาะ", "ไม่ควรเห็น")
    version = make_item(parts={"situation": "ป้าทองก้อนเฉพาะเล่าว่า"})
    assert not texts_naming(sought(her.pk), items_of(her.pk))
    Participant.objects.create(version=version, person=her, role="ประธาน")
    assert texts_naming(sought(her.pk), items_of(her.pk))


def test_files_and_pictures_of_the_person_s_items_go_everywhere() -> None:
    her, kept, small = make_person(), keep_file([b"%PDF-1"]), keep_file([b"small"])
    version, another = make_item(), make_item()
    Participant.objects.create(version=version, person=her, role="ประธาน")
    Naming.objects.create(item=version.item, person=her, basis="by_word", agreed_on=date(2026, 1, 1))
    for one in (version, another):
        Attachment.objects.create(version=one, file=kept, file_type="pdf", title="คู่มือ")
    Picture.objects.create(version=version, number=1, file=kept, small=small, width=1, height=1, alt="รูป")
    found = papers_that_may_name(items_of(her.pk))
    assert [each.is_paper for each in found] == [True, True]
    for each in found:
        forget("user:1", each.key)
    assert not Attachment.objects.exists()
    assert not Picture.objects.exists()
    kept.refresh_from_db()
    assert kept.removed_at is not None
