"""Who may write an organisation, what is kept of it, and what happens when two people write at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import entries_about
from sanphalang.organisations import actions
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.rules import SUBJECT
from sanphalang.organisations.tests.factories import make_organisation, make_viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

KORAT, PAK_CHONG, BURIRAM = 30_000_000, 30_210_000, 31_000_000
NEW = {"name": "กลุ่มทอผ้าไหมบ้านหนองบัว", "kind_id": "occupation_group", "place": PAK_CHONG, "place_level": "district"}


def _viewer(who: str) -> Viewer:
    if who in {"public", "operator"}:
        return {"public": PUBLIC, "operator": OPERATOR}[who]
    role, _at, centre = who.partition("@")
    return make_viewer(Role(role), centre=centre)


WHO_MAY_EDIT_IN_KORAT = [
    ("data_manager@30", True),
    ("coordinator@30", True),
    ("national_administrator", True),
    ("operator", True),
    ("data_manager@31", False),
    ("national_analyst", False),
    ("public", False),
]


@pytest.mark.parametrize(("who", "allowed"), WHO_MAY_EDIT_IN_KORAT)
@pytest.mark.parametrize(
    "act",
    [
        lambda viewer, pk: actions.create_organisation(viewer, values=NEW),
        lambda viewer, pk: actions.edit_organisation(viewer, pk, expected_revision=1, values={"members": 12}),
        lambda viewer, pk: actions.close_organisation(viewer, pk),
        lambda viewer, pk: actions.reopen_organisation(viewer, pk),
        lambda viewer, pk: actions.confirm_organisation(viewer, pk, today=date(2026, 11, 20)),
        lambda viewer, pk: actions.hide_contact(viewer, pk),
    ],
    ids=["create", "edit", "close", "reopen", "confirm", "hide_contact"],
)
def test_who_may_write(act: Callable[[Viewer, int], object], who: str, allowed: bool) -> None:
    there = make_organisation(place="3021", contact_published=True)
    viewer, before = _viewer(who), Entry.objects.count()
    if allowed:
        act(viewer, there.pk)
        assert Entry.objects.count() == before + 1
        assert Entry.objects.latest("id").actor == viewer.actor
    else:
        with pytest.raises(Refused):
            act(viewer, there.pk)
        assert Entry.objects.count() == before
        assert Organisation.objects.values("revision", "members", "status").get() == {
            "revision": 1, "members": None, "status": "unknown",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("data_manager@30", True), ("operator", True), ("national_administrator", False), ("data_manager@31", False)],
)
def test_only_who_sees_the_contact_may_publish_it(who: str, allowed: bool) -> None:
    there = make_organisation(place="3021", telephone="0000123456")
    if not allowed:
        with pytest.raises(Refused):
            actions.publish_contact(_viewer(who), there.pk)
    else:
        actions.publish_contact(_viewer(who), there.pk)
    there.refresh_from_db()
    assert there.contact_published is allowed


def test_national_administrator_cannot_write_a_contact_unseen() -> None:
    there = make_organisation(place="3021", telephone="0000123456")
    administrator = make_viewer(Role.NATIONAL_ADMINISTRATOR)
    with pytest.raises(Refused, match="only that centre"):
        actions.edit_organisation(administrator, there.pk, expected_revision=1, values={"telephone": ""})
    actions.edit_organisation(administrator, there.pk, expected_revision=1, values={"telephone": "0000123456"})


@pytest.mark.parametrize(("old", "new"), [("30", BURIRAM), ("31", KORAT)])
def test_moving_needs_both_places(old: str, new: int) -> None:
    there = make_organisation(place=old)
    manager = make_viewer(Role.DATA_MANAGER, centre="30")
    with pytest.raises(Refused):
        actions.edit_organisation(
            manager, there.pk, expected_revision=1, values={"place": new, "place_level": "province"}
        )
    there.refresh_from_db()
    assert str(there.place).startswith(old)


def test_a_record_without_a_place_is_the_nations() -> None:
    there = make_organisation()
    with pytest.raises(Refused, match="national team"):
        actions.close_organisation(make_viewer(Role.DATA_MANAGER, centre="30"), there.pk)
    actions.close_organisation(make_viewer(Role.NATIONAL_ADMINISTRATOR), there.pk)


def test_refusal_names_the_centre_to_ask() -> None:
    there = make_organisation(place="3101")
    with pytest.raises(Refused, match="ศูนย์ประสานภาคีการพัฒนาจังหวัดบุรีรัมย์"):
        actions.close_organisation(make_viewer(Role.DATA_MANAGER, centre="30"), there.pk)


def test_the_ledger_tells_before_and_after_but_no_words_and_no_private_value() -> None:
    there = make_organisation("กลุ่มเดิม", place="3021", telephone="0000123456", members=3)
    manager = make_viewer(Role.DATA_MANAGER, centre="30")
    actions.edit_organisation(
        manager, there.pk, expected_revision=1, values={"name": "กลุ่มใหม่", "members": 4, "telephone": "0000999999"}
    )
    entry = entries_about(SUBJECT, str(there.pk)).get()
    assert (entry.actor, entry.verb, entry.place) == (manager.actor, "organisations.edit", PAK_CHONG)
    for kept_out in (entry.changes.pop("telephone"), entry.changes.pop("name")):
        assert all(side.startswith("private:") for side in kept_out)
        assert kept_out[0] != kept_out[1]
    assert entry.changes == {"members": [3, 4]}


def test_a_new_record_keeps_what_its_name_derives_and_no_private_value_in_the_ledger() -> None:
    manager = make_viewer(Role.DATA_MANAGER, centre="30")
    pk = actions.create_organisation(manager, values=NEW | {"contact_name": "สมศรี ลับเฉพาะ", "members": None})
    made = Organisation.objects.get(pk=pk)
    assert made.name_key == "กลุ่มทอผ้าไหมบ้านหนองบัว"
    assert made.name_sort
    assert made.identity
    changes = entries_about(SUBJECT, str(pk)).get().changes
    assert changes["place"] == ["", PAK_CHONG]
    assert changes["contact_name"][1].startswith("private:")
    assert "members" not in changes


def test_renaming_renews_what_the_name_derives() -> None:
    there = make_organisation("กลุ่มก", place="30")
    actions.edit_organisation(OPERATOR, there.pk, expected_revision=1, values={"name": "กลุ่มข"})
    renamed = Organisation.objects.get(pk=there.pk)
    assert renamed.name_key == "กลุ่มข"
    assert renamed.name_sort != there.name_sort


def test_a_change_that_changes_nothing_leaves_no_trace() -> None:
    there = make_organisation(place="30", members=3)
    actions.edit_organisation(OPERATOR, there.pk, expected_revision=1, values={"members": 3})
    there.refresh_from_db()
    assert there.revision == 1
    assert not entries_about(SUBJECT, str(there.pk))


def test_second_of_two_editors_is_told_and_nothing_is_overwritten() -> None:
    there = make_organisation(place="30", members=3)
    first, second = (make_viewer(Role.DATA_MANAGER, centre="30") for _ in range(2))
    actions.edit_organisation(first, there.pk, expected_revision=1, values={"members": 10})
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.edit_organisation(second, there.pk, expected_revision=1, values={"members": 20})
    there.refresh_from_db()
    assert (there.members, there.revision) == (10, 2)


def test_the_record_and_its_history_stand_or_fall_together(monkeypatch: pytest.MonkeyPatch) -> None:
    there = make_organisation(place="30", members=3)

    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("the ledger is away")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(RuntimeError):
        actions.edit_organisation(OPERATOR, there.pk, expected_revision=1, values={"members": 9})
    there.refresh_from_db()
    assert there.members == 3


def test_missing_records_and_unknown_columns_are_errors() -> None:
    with pytest.raises(actions.NoSuchOrganisationError):
        actions.close_organisation(OPERATOR, 10**9)
    with pytest.raises(TypeError, match="colour"):
        actions.create_organisation(OPERATOR, values=NEW | {"colour": "blue"})
