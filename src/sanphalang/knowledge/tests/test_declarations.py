"""Declarations: who joined, organisations and local authorities, and what followed, day by day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.files.sources import source_named
from sanphalang.knowledge import actions, life, tie_actions
from sanphalang.knowledge.actions import FollowUpSaid
from sanphalang.knowledge.models import Partner, Version
from sanphalang.knowledge.rules import State
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.ledger.models import Entry
from sanphalang.organisations.local_authorities import put_authorities
from sanphalang.organisations.models import LocalAuthority
from sanphalang.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db
SIGNED = date(2018, 2, 14)


def _declaration(state: str = State.DRAFT) -> Version:
    return make_item("ปฏิญญาอากาศสะอาด", form="declaration", parts={"declared": "ร่วมกันลดการเผา"}, state=state)


def _authority() -> LocalAuthority:
    said = {"name": "องค์การบริหารส่วนตำบลทดลอง", "kind": "sao", "place": 30010100, "place_level": "subdistrict"}
    put_authorities({"T1": said}, source=source_named("ทดสอบ").pk)
    return LocalAuthority.objects.get(code="T1")


def test_organisations_and_local_authorities_join_since_a_day(client: Client) -> None:
    declaration, authority, group = _declaration(), _authority(), make_organisation("กลุ่มไม่เผา", place="3001")
    item = declaration.item_id
    tie_actions.add_partner(OPERATOR, item, authority.pk, kind="local_authority", joined_on=SIGNED)
    tie_actions.add_partner(OPERATOR, item, group.pk, did="เฝ้าไฟ")
    with pytest.raises(CannotBeError):
        tie_actions.add_partner(OPERATOR, item, authority.pk, kind="local_authority")
    life.publish(OPERATOR, item)
    page = client.get(f"/knowledge/{item}/", {"lang": "en"}).content.decode()
    assert f'href="/authorities/{authority.pk}/">องค์การบริหารส่วนตำบลทดลอง' in page
    assert "14 Feb 2018" in page
    assert "กลุ่มไม่เผา" in page
    assert "ปฏิญญาอากาศสะอาด" in client.get(f"/authorities/{authority.pk}/").content.decode()


def test_a_partner_is_one_body_and_one_that_is_there() -> None:
    declaration, authority, group = _declaration(), _authority(), make_organisation("กลุ่มไม่เผา", place="3001")
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.create(version=declaration)
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.create(version=declaration, organisation=group, local_authority=authority)
    with pytest.raises(NoSuchRecordError):
        tie_actions.add_partner(OPERATOR, declaration.item_id, 999_999, kind="local_authority")


def test_what_followed_is_told_in_the_order_of_days_and_goes_into_the_next_version(client: Client) -> None:
    declaration = _declaration()
    item = declaration.item_id
    lines = [FollowUpSaid(date(2019, 5, 1), "ไฟลดลงครึ่งหนึ่ง"), FollowUpSaid(SIGNED, "ลงนาม")]
    actions.edit_part(OPERATOR, item, "followed", expected_revision=None, text="", follow_ups=lines)
    assert [row.said for row in declaration.follow_ups.all()] == ["ลงนาม", "ไฟลดลงครึ่งหนึ่ง"]
    life.publish(OPERATOR, item)
    page = client.get(f"/knowledge/{item}/", {"lang": "en"}).content.decode()
    assert page.index("ลงนาม") < page.index("ไฟลดลงครึ่งหนึ่ง")
    life.begin_revision(OPERATOR, item)
    assert Version.objects.get(item=item, state=State.DRAFT).follow_ups.count() == 2


def test_one_act_is_one_event_without_words() -> None:
    item = _declaration().item_id
    before = Entry.objects.count()
    lines = [FollowUpSaid(SIGNED, "ลงนาม")]
    actions.edit_part(OPERATOR, item, "followed", expected_revision=None, text="", follow_ups=lines)
    actions.edit_part(OPERATOR, item, "followed", expected_revision=None, text="", follow_ups=lines)
    (entry,) = Entry.objects.order_by("pk")[before:]
    assert "ลงนาม" not in str(entry.changes)


def test_the_step_asks_for_days_and_lines_and_refuses_one_without_the_other(client: Client) -> None:
    item, authority = _declaration().item_id, _authority()
    sign_in(client, make_account(Role.DATA_MANAGER, centre="30"))
    address = f"/knowledge/{item}/steps/followed/"
    assert client.post(address, {"text": "", "revision": "1", "day_1": "14/2/2561"}).status_code == 200
    sent = {"text": "", "revision": "1", "day_1": "14/2/2561", "said_1": "ลงนาม"}
    assert client.post(address, sent).status_code == 302
    assert Version.objects.get(item=item).follow_ups.get().day == SIGNED
    assert "14 ก.พ. 2561" in client.get(address).content.decode()
    chosen = {"organisation": f"a{authority.pk} · x", "joined_on": "14 ก.พ. 2561"}
    assert client.post(f"/knowledge/{item}/steps/partners/organisations/", chosen).status_code == 302
    assert Partner.objects.get().joined_on == SIGNED
