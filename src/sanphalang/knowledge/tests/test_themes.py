"""Themes of lessons: who gathers and publishes them, what they show, and what leaves them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.access.writing import CannotBeError, ChangedMeanwhileError, NoSuchRecordError
from sanphalang.knowledge import themes
from sanphalang.knowledge.life import restore, withdraw
from sanphalang.knowledge.models import Theme, Version
from sanphalang.knowledge.rules import State
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.knowledge.theme_queries import lessons_of, published_themes, seen_themes, themes_of
from sanphalang.ledger.models import Entry

pytestmark = pytest.mark.django_db
KORAT = {"place": 30010000, "place_level": "district"}
VALUES: dict[str, Any] = {"title": "เริ่มจากคนพร้อม", "sentence": "ทุกแห่งเริ่มจากกลุ่มที่พร้อมก่อน", **KORAT}


def _lesson(title: str = "", **fields: Any) -> Version:
    parts = {"happened": "ได้ทำจริง", "learned": f"เรียนรู้จาก{title}", "proposed": "ขอให้ฟังชาวบ้าน"}
    return make_item(title, form="lesson", parts=parts, **fields)


def _theme(*lessons: Version, parts: tuple[str, ...] = ("learned",), is_published: bool = True) -> Theme:
    number = themes.create_theme(OPERATOR, values=VALUES)
    chosen = [(each.item_id, part) for each in lessons for part in parts]
    themes.gather_passages(OPERATOR, number, shown=[each.item_id for each in lessons], chosen=chosen)
    if is_published:
        themes.publish_theme(OPERATOR, number)
    return Theme.objects.get(pk=number)


def test_a_theme_is_traced_back_to_its_lessons_and_their_questions(client: Client) -> None:
    one, other = _lesson("บทเรียนน้ำ"), _lesson("บทเรียนป่า")
    theme = _theme(one, other, parts=("learned", "proposed"))
    page = client.get(f"/knowledge/themes/{theme.pk}/", {"lang": "en"}).content.decode()
    for lesson in (one, other):
        assert f'href="/knowledge/{lesson.item_id}/#learned"' in page
        assert f"เรียนรู้จาก{lesson.title}" in page
    assert "ได้ทำจริง" not in page
    assert theme.title in client.get("/knowledge/themes/").content.decode()
    assert theme.title in client.get(f"/knowledge/{one.item_id}/").content.decode()


def test_a_withdrawn_lesson_leaves_its_theme_and_comes_back_with_it() -> None:
    one, other = _lesson("บทเรียนน้ำ"), _lesson("บทเรียนป่า")
    theme = _theme(one, other)
    withdraw(OPERATOR, one.item_id, because="ผิด")
    assert [each.version.item_id for each in lessons_of(theme)] == [other.item_id]
    assert published_themes().get().lessons == 1  # type: ignore[attr-defined]
    restore(OPERATOR, one.item_id)
    assert len(lessons_of(theme)) == 2


def test_words_that_are_emptied_leave_the_theme_and_an_item_that_goes_takes_its_passages() -> None:
    one, other = _lesson("บทเรียนน้ำ"), _lesson("บทเรียนป่า")
    theme = _theme(one, other)
    one.parts.filter(name="learned").update(text="")
    assert [each.version.item_id for each in lessons_of(theme)] == [other.item_id]
    other.item.delete()
    assert (list(theme.passages.values_list("item", flat=True)), lessons_of(theme)) == ([one.item_id], [])
    assert not published_themes().exists()


def test_drafts_are_for_those_who_write_there_and_everybody_reads_what_is_published() -> None:
    draft = _theme(_lesson("ร่าง"), is_published=False)
    here, elsewhere = make_viewer(Role.DATA_MANAGER, "30"), make_viewer(Role.DATA_MANAGER, "42")
    assert list(seen_themes(here)) == [draft]
    assert not seen_themes(elsewhere).exists()
    assert not seen_themes(PUBLIC).exists()
    themes.publish_theme(OPERATOR, draft.pk)
    assert [seen_themes(viewer).count() for viewer in (here, elsewhere, PUBLIC)] == [1, 1, 1]


def test_whoever_writes_does_not_publish_nor_change_what_everybody_reads() -> None:
    manager, coordinator = make_viewer(Role.DATA_MANAGER, "30"), make_viewer(Role.COORDINATOR, "30")
    number = themes.create_theme(manager, values=VALUES)
    lesson = _lesson("บทเรียนน้ำ")
    themes.gather_passages(manager, number, shown=[lesson.item_id], chosen=[(lesson.item_id, "learned")])
    with pytest.raises(Refused):
        themes.publish_theme(manager, number)
    themes.publish_theme(coordinator, number)
    acts: tuple[Callable[[], None], ...] = (
        lambda: themes.edit_theme(manager, number, expected_revision=None, values={"sentence": "อื่น"}),
        lambda: themes.gather_passages(manager, number, shown=[lesson.item_id], chosen=[]),
        lambda: themes.unpublish_theme(manager, number),
        lambda: themes.remove_theme(manager, number),
    )
    for act in acts:
        with pytest.raises(Refused):
            act()
    themes.edit_theme(coordinator, number, expected_revision=None, values={"sentence": "แก้แล้ว"})
    themes.unpublish_theme(coordinator, number)
    themes.remove_theme(manager, number)
    assert not Theme.objects.exists()


def test_a_draft_elsewhere_is_no_draft_at_all() -> None:
    draft = _theme(_lesson("ร่าง"), is_published=False)
    elsewhere = make_viewer(Role.COORDINATOR, "42")
    for number in (draft.pk, 999_999):
        with pytest.raises(NoSuchRecordError):
            themes.publish_theme(elsewhere, number)


def test_only_what_is_published_and_written_can_be_gathered() -> None:
    lesson, draft = _lesson("บทเรียนน้ำ"), _lesson("ยังร่าง", state=State.DRAFT)
    case = make_item("กรณีศึกษา")
    number = themes.create_theme(OPERATOR, values=VALUES)
    chosen = [(each.item_id, part) for each in (lesson, draft, case) for part in ("learned", "why_came", "result")]
    themes.gather_passages(OPERATOR, number, shown=[each[0] for each in chosen], chosen=chosen)
    assert list(Theme.objects.get().passages.values_list("item", "part")) == [(lesson.item_id, "learned")]


def test_what_is_empty_cannot_be_published() -> None:
    number = themes.create_theme(OPERATOR, values=VALUES)
    with pytest.raises(CannotBeError):
        themes.publish_theme(OPERATOR, number)


def test_what_shows_no_lesson_cannot_be_published_and_is_told_on_no_lesson() -> None:
    lesson = _lesson("บทเรียนน้ำ")
    draft, theme = _theme(lesson, is_published=False), _theme(lesson)
    lesson.parts.filter(name="learned").update(text="")  # what it says elsewhere was not chosen
    with pytest.raises(CannotBeError):
        themes.publish_theme(OPERATOR, draft.pk)
    assert (lessons_of(theme), themes_of(lesson.item_id)) == ([], [])


def test_choosing_leaves_the_lessons_of_other_pages_as_they_are() -> None:
    one, other = _lesson("บทเรียนน้ำ"), _lesson("บทเรียนป่า")
    theme = _theme(one, other)
    themes.gather_passages(OPERATOR, theme.pk, shown=[one.item_id], chosen=[(one.item_id, "proposed")])
    assert set(theme.passages.values_list("item", "part")) == {(one.item_id, "proposed"), (other.item_id, "learned")}


def test_who_is_second_is_told_so() -> None:
    number = themes.create_theme(OPERATOR, values=VALUES)
    themes.edit_theme(OPERATOR, number, expected_revision=1, values={"sentence": "หนึ่ง"})
    with pytest.raises(ChangedMeanwhileError):
        themes.edit_theme(OPERATOR, number, expected_revision=1, values={"sentence": "สอง"})


def test_each_act_is_one_event_and_the_ledger_holds_no_words() -> None:
    lesson = _lesson("บทเรียนน้ำ")
    before = Entry.objects.count()
    theme = _theme(lesson)
    themes.edit_theme(OPERATOR, theme.pk, expected_revision=None, values={"sentence": "หนึ่ง"})
    themes.unpublish_theme(OPERATOR, theme.pk)
    themes.remove_theme(OPERATOR, theme.pk)
    entries = list(Entry.objects.order_by("pk")[before:])
    assert [each.verb.partition(".")[2] for each in entries] == [
        *("create_theme", "gather_passages", "publish_theme", "edit_theme", "unpublish_theme", "remove_theme")
    ]
    assert "เริ่มจาก" not in str([each.changes for each in entries])
    assert entries[1].changes["passages"] == [[], [f"{lesson.item_id}:learned"]]


def test_a_theme_is_gathered_through_the_pages(client: Client) -> None:
    lesson = _lesson("บทเรียนน้ำ")
    sign_in(client, make_account(Role.COORDINATOR, centre="30"))
    sent = client.post("/knowledge/themes/new/", {"title": "คนพร้อม", "sentence": "เริ่มจากคนพร้อม", "place": "3001"})
    theme = Theme.objects.get()
    assert sent.headers["Location"] == f"/knowledge/themes/{theme.pk}/lessons/"
    assert "บทเรียนน้ำ" in client.get(sent.headers["Location"]).content.decode()
    value = f"{lesson.item_id}:learned"
    client.post(sent.headers["Location"], {"shown": [lesson.item_id], "passage": [value]})
    assert f'value="{value}"' in client.get(sent.headers["Location"]).content.decode()
    client.post(f"/knowledge/themes/{theme.pk}/publish/")
    assert [each.pk for each in themes_of(lesson.item_id)] == [theme.pk]


@pytest.mark.parametrize(
    "sent", [{}, {"shown": ["x"]}, {"shown": ["999999"], "passage": ["1:learned"]}, {"passage": "?"}]
)
def test_a_form_that_makes_no_sense_changes_nothing(client: Client, sent: dict[str, Any]) -> None:
    theme = _theme(_lesson("บทเรียนน้ำ"), is_published=False)
    sign_in(client, make_account(Role.COORDINATOR, centre="30"))
    assert client.post(f"/knowledge/themes/{theme.pk}/lessons/", sent).status_code == 400
    assert theme.passages.count() == 1


def test_what_was_ticked_stays_ticked_when_it_is_too_much(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(themes, "MOST_PASSAGES", 1)
    lesson = _lesson("บทเรียนน้ำ")
    theme = _theme(lesson, is_published=False)
    sign_in(client, make_account(Role.COORDINATOR, centre="30"))
    ticked = [f"{lesson.item_id}:{part}" for part in ("happened", "proposed")]
    sent = {"shown": [lesson.item_id], "passage": ticked}
    answer = client.post(f"/knowledge/themes/{theme.pk}/lessons/", sent)
    assert answer.status_code == 400
    assert answer.context["chosen"] == set(ticked)


def test_pages_take_no_more_queries_for_more_lessons(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    theme = _theme(*(_lesson(f"บทเรียน {number}") for number in range(12)))
    client.get("/knowledge/themes/")
    with django_assert_max_num_queries(12):
        client.get(f"/knowledge/themes/{theme.pk}/", {"again": "1"})
    with django_assert_max_num_queries(12):
        client.get("/knowledge/themes/", {"again": "1"})
