"""What a colleague elsewhere may not know of is not told of: a withdrawn item answers as one that never was."""

from __future__ import annotations

import pytest
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, sign_in
from sanphalang.knowledge.rules import State
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.knowledge.urls import urlpatterns

pytestmark = pytest.mark.django_db
_PARTS = {"item_id", "step", "number", "thread_id", "partner_id", "participant_id", "person_id", "picture_id"}
_PARTS |= {"attachment_id", "video_id"}
ADDRESSES = sorted({str(each.pattern) for each in urlpatterns if "<int:item_id>" in str(each.pattern)})


def _address(pattern: str, item_id: int) -> str:
    for name in _PARTS:
        value = str(item_id) if name == "item_id" else "situation" if name == "step" else "1"
        pattern = pattern.replace(f"<int:{name}>", value).replace(f"<slug:{name}>", value)
    return f"/knowledge/{pattern}"


@pytest.mark.parametrize("pattern", ADDRESSES)
@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DRAFT, State.REVIEW])
def test_a_colleague_elsewhere_is_answered_as_if_it_were_not_there(client: Client, pattern: str, state: State) -> None:
    there = make_item("เรื่องที่ถอนแล้ว", state=state).item_id
    sign_in(client, make_account(Role.COORDINATOR, centre="42"))
    for method in (client.get, client.post):
        answers = {method(_address(pattern, number), {"because": "x"}).status_code for number in (there, 999_999)}
        assert len(answers) == 1, (pattern, answers)
