"""A number in an address that no database can hold is that of no record."""

import pytest
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, sign_in

pytestmark = pytest.mark.django_db

GIANT = 2**63
ADDRESSES = [
    f"/knowledge/{GIANT}/",
    f"/knowledge/{GIANT}/case.pdf",
    f"/knowledge/{GIANT}/steps/ties/",
    f"/knowledge/themes/{GIANT}/",
    f"/my-work/people/{GIANT}/1/",
    f"/my-work/organisations/1/{GIANT}/",
    f"/problems/{GIANT}/",
    f"/problems/{GIANT}/empty/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_there_is_nothing_of_a_number_that_no_database_holds(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    sign_in(client, make_account(Role.NATIONAL_ADMINISTRATOR))
    assert client.get(address).status_code == 404
    assert client.get(address.replace(str(GIANT), str(GIANT - 1))).status_code in {302, 404, 200}
    assert client.post(f"/knowledge/{GIANT}/publish/").status_code == 404
