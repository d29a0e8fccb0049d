"""Pairs that may be one: found, shown to who may edit both, answered once, remembered until something changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import OPERATOR
from sanphalang.files.sources import source_named
from sanphalang.files.storage import keep_file
from sanphalang.intake.models import ImportBatch
from sanphalang.ledger.models import Entry
from sanphalang.organisations.actions import confirm_organisation, edit_organisation
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_account, make_organisation
from sanphalang.people.tests.factories import make_person, with_private_details
from sanphalang.places.rules import PlaceCode
from sanphalang.stewardship import pairs
from sanphalang.stewardship.comparisons import ask_once, is_under_way, last_compared
from sanphalang.stewardship.jobs import compare_daily, compare_what_came_in, find_pairs_anew
from sanphalang.stewardship.models import Comparison, Merge, Pair
from sanphalang.stewardship.pairs import decide, next_pair, open_pairs, refresh_pairs, waiting_by_districts
from sanphalang.stewardship.work_page import signs_told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_home")]


NAMES = {"300101": "กลุ่มทอผ้าบ้านหนองบัว", "300102": "กลุ่มจักสานบ้านโนนสูง", "310101": "กลุ่มปลาร้าบ้านดอนแก้ว"}


def _twins(place: str = "300101") -> tuple[Organisation, Organisation]:
    telephone = f"0000-{place[:3]}-{place[3:]}"
    same: Any = {"place": place, "telephone": telephone, "contact_name": f"นางดี {NAMES[place][-5:]}", "members": 12}
    return make_organisation(NAMES[place], **same), make_organisation(NAMES[place], **same)


def test_they_are_found_and_shown_to_who_may_edit_both() -> None:
    one, other = _twins()
    make_organisation("กลุ่มเลี้ยงปลาบ้านโนนสูง", place="300101")
    assert refresh_pairs("organisations") == 1
    pair = Pair.objects.get()
    assert (pair.one, pair.other, pair.one_place) == (one.pk, other.pk, 30010100)
    assert pair.score > 0.9
    for centre, shown in (("30", 1), ("31", 0)):
        assert open_pairs(make_viewer(Role.DATA_MANAGER, centre)).count() == shown
    assert open_pairs(make_viewer(Role.MEMBER, "30")).count() == 0
    with pytest.raises(Refused):
        decide(make_viewer(Role.DATA_MANAGER, "31"), pair.pk, "different")


def test_an_answer_is_remembered_until_what_was_compared_changes() -> None:
    one, _other = _twins()
    refresh_pairs("organisations")
    pair = decide(OPERATOR, Pair.objects.get().pk, "different")
    assert (pair.decided_by, Entry.objects.get().changes) == ("operator", {"decision": ["", "different"]})
    confirm_organisation(OPERATOR, one.pk, today=timezone.localdate())
    refresh_pairs("organisations")
    assert open_pairs(OPERATOR).count() == 0
    values = {"members": 13}
    edit_organisation(OPERATOR, one.pk, expected_revision=2, values=values)
    refresh_pairs("organisations")
    assert open_pairs(OPERATOR).count() == 1


@pytest.mark.parametrize("is_likely_still", [True, False])
def test_an_answer_given_while_records_are_compared_is_heard(
    monkeypatch: pytest.MonkeyPatch, is_likely_still: bool
) -> None:
    one, _other = _twins()
    refresh_pairs("organisations")
    if not is_likely_still:
        Organisation.objects.filter(pk=one.pk).update(
            name="ชมรมผู้สูงอายุ", name_key="ชมรมผู้สูงอายุ", telephone="", contact_name=""
        )
    places = pairs._places

    def meanwhile(*args: Any) -> Any:
        decide(OPERATOR, Pair.objects.get().pk, "different")
        return places(*args)

    monkeypatch.setattr(pairs, "_places", meanwhile)
    refresh_pairs("organisations")
    assert Pair.objects.get().decision == "different"


def test_what_is_not_likely_any_more_goes_and_a_neighbour_is_left_alone() -> None:
    one, _other = _twins()
    _twins("310101")
    refresh_pairs("organisations")
    values = {"name": "กลุ่มเลี้ยงปลา", "telephone": "", "contact_name": ""}
    edit_organisation(OPERATOR, one.pk, expected_revision=1, values=values)
    refresh_pairs("organisations", (PlaceCode.parse("30").interval,))
    assert [pair.one_place for pair in Pair.objects.all()] == [31010100]


def test_a_pair_goes_with_a_record_that_goes() -> None:
    """A list that is withdrawn takes records away, a merge takes one out: no pair of them is counted or shown."""
    _one, other = _twins()
    kept, absorbed = _twins("310101")
    refresh_pairs("organisations")
    assert (open_pairs(OPERATOR).count(), sum(waiting_by_districts().values())) == (2, 2)
    other.delete()
    assert (open_pairs(OPERATOR).count(), sum(waiting_by_districts().values())) == (1, 1)
    Organisation.with_merged.filter(pk=absorbed.pk).update(merged_into=kept.pk)
    assert (open_pairs(OPERATOR).count(), sum(waiting_by_districts().values())) == (0, 0)


def test_signs_of_private_fields_are_told_only_to_who_may_see_them() -> None:
    _twins()
    refresh_pairs("organisations")
    pair = Pair.objects.get()
    told, hidden = signs_told(pair, with_private=True), signs_told(pair, with_private=False)
    assert {"same_telephone", "same_contact", "same_name"} <= set(pair.signs)
    assert len(told) - len(hidden) == len({"same_telephone", "same_contact"} & set(pair.signs))


def test_the_job_looks_where_the_actor_may_edit() -> None:
    _twins()
    _twins("310101")
    manager = make_viewer(Role.DATA_MANAGER, "30")
    asked, _is_new = ask_once(manager.actor)
    assert ask_once(manager.actor) == (asked, False)
    assert (is_under_way(manager), last_compared(manager)) == (True, None)
    find_pairs_anew.call(asked.pk)
    assert [pair.one_place for pair in Pair.objects.all()] == [30010100]
    assert not is_under_way(manager)
    assert last_compared(manager) is not None
    assert not is_under_way(make_viewer(Role.DATA_MANAGER, "31"))


def test_all_records_are_compared_once_a_day() -> None:
    compare_daily()
    compare_daily()
    assert [each.actor for each in Comparison.objects.all()] == [OPERATOR.actor]
    yesterday = timezone.now() - timedelta(days=1)
    Comparison.objects.update(asked_at=yesterday)  # broken off: what is not finished is asked for again
    compare_daily()
    assert Comparison.objects.count() == 2


def test_where_a_list_came_in_records_are_compared_once() -> None:
    manager, yesterday = make_viewer(Role.DATA_MANAGER, "30"), timezone.now() - timedelta(days=1)
    compare_what_came_in()
    assert not Comparison.objects.exists()
    lately, before = timezone.now(), yesterday - timedelta(hours=1)
    for actor, stage, ended in (
        (manager.actor, "done", lately),
        ("user:7", "done", before),
        ("user:8", "review", None),
    ):
        file, source = keep_file([b"a list"]), source_named("อำเภอ")
        ImportBatch.objects.create(
            kind="organisations", file=file, source=source, actor=actor, stage=stage, finished_at=ended
        )
    for _tick in range(2):
        compare_what_came_in()
        assert [each.actor for each in Comparison.objects.all()] == [manager.actor]
    Comparison.objects.update(asked_at=yesterday)
    compare_what_came_in()
    assert Comparison.objects.count() == 2


def _steward(client: Client, centre: str = "30") -> None:
    account = make_account(Role.DATA_MANAGER, centre=centre)
    account.is_demo = True  # needs no second step
    account.save()
    client.force_login(account)


def test_the_page_asks_one_question_and_the_next_comes(client: Client) -> None:
    _twins()
    _twins("300102")
    refresh_pairs("organisations")
    _steward(client)
    page = client.get("/my-work/duplicates/?lang=en").content.decode()
    assert 'data-key="1"' in page
    assert "0000-300-10" not in page
    first = next_pair(OPERATOR)
    assert first is not None
    shown = client.post(f"/my-work/pairs/{first[0].pk}/private/").content.decode()
    assert "0000-300-10" in shown
    assert Entry.objects.filter(verb="organisations.see_contact").count() == 2
    client.post(f"/my-work/pairs/{first[0].pk}/", {"answer": "different"})
    assert open_pairs(OPERATOR).count() == 1
    again = client.get("/my-work/duplicates/").content.decode()
    assert f"/my-work/pairs/{first[0].pk}/take-back/" in again
    client.post(f"/my-work/pairs/{first[0].pk}/take-back/")
    assert open_pairs(OPERATOR).count() == 2
    client.post(f"/my-work/pairs/{first[0].pk}/", {"answer": "unsure"})
    assert f"/my-work/pairs/{first[0].pk}/" in client.get("/my-work/duplicates/?show=unsure").content.decode()
    asked = client.post(f"/my-work/pairs/{first[0].pk}/", {"answer": "same"})
    assert asked.headers["Location"] == f"/my-work/organisations/{first[1].pk}/{first[2].pk}/"


def test_from_the_answer_to_the_merge_and_back(client: Client) -> None:
    one, other = _twins()
    refresh_pairs("organisations")
    _steward(client)
    address = f"/my-work/organisations/{one.pk}/{other.pk}/"
    edit_organisation(OPERATOR, other.pk, expected_revision=1, values={"address": "บ้านใต้", "members": 15})
    page = client.get(address).content.decode()
    assert "บ้านใต้" in page
    assert 'name="side-members"' in page
    late = client.post(address, {"kept": "1", "other": "1"})
    assert late.status_code == 409
    done = client.post(address, {"kept": "1", "other": "2", "side-members": "other", "side-address": "other"})
    assert done.headers["Location"] == "/my-work/duplicates/"  # the next pair, with the way back from this one
    assert f"/my-work/merges/{Merge.objects.get().pk}/undo/" in client.get(done.headers["Location"]).content.decode()
    one.refresh_from_db()
    assert (one.members, one.address) == (15, "บ้านใต้")
    assert Pair.objects.get().decision == "same"
    merge = Merge.objects.get()
    undo = f"/my-work/merges/{merge.pk}/undo/"
    assert undo in client.get(f"/organisations/{one.pk}/").content.decode()
    edit_organisation(OPERATOR, one.pk, expected_revision=one.revision, values={"address": "บ้านเหนือ"})
    told = client.get(f"{undo}?lang=en").content.decode()
    assert "Address was changed after the merge" in told
    assert "Members goes back from “15” to “12”." in told
    assert client.post(undo, {"kept": str(one.revision)}).status_code == 409
    one.refresh_from_db()
    assert client.post(undo, {"kept": str(one.revision)}).status_code == 302
    one.refresh_from_db()
    assert (one.members, one.address, Pair.objects.get().decision) == (12, "บ้านเหนือ", "")


def test_people_are_shown_side_by_side_and_merged_by_who_may(client: Client) -> None:
    one, other = with_private_details("สมชาย", place="300101"), with_private_details("สมชาย", place="300101")
    refresh_pairs("people")
    _steward(client)
    assert client.get("/my-work/duplicates/").status_code == 200
    address = f"/my-work/people/{one.pk}/{other.pk}/"
    assert client.get(address).status_code == 200
    assert Entry.objects.filter(verb="people.see_private").count() == 2
    assert client.post(address, {"kept": "1", "other": "1"}).status_code == 302
    merge = Merge.objects.get()
    assert f"/my-work/merges/{merge.pk}/undo/" in client.get(f"/people/{one.pk}/").content.decode()
    assert client.get(f"/my-work/merges/{merge.pk}/undo/").status_code == 200
    _steward(client, "31")
    assert client.get(f"/my-work/merges/{merge.pk}/undo/").status_code == 404
    assert client.get(f"/my-work/people/{one.pk}/{make_person(place='310101').pk}/").status_code == 404


def test_after_an_old_form_one_comes_back_to_its_page(client: Client) -> None:
    page = "http://testserver/my-work/duplicates/?show=unsure"
    assert (
        client.post("/my-work/look/", headers={"referer": page})["Location"]
        == "/accounts/login/?next=/my-work/duplicates/"
    )
    assert client.get("/my-work/duplicates/")["Location"] == "/accounts/login/?next=/my-work/duplicates/"
