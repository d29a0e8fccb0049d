"""The cast of the demo: who can sign in, and what they may do."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from sanphalang.access.roles import Role
from sanphalang.access.words import ROLES
from sanphalang.demo.contacts import email

PASSWORD = "sanphalang-demo"  # noqa: S105 (printed on purpose; these accounts do not exist under production settings)


class SignIn(NamedTuple):
    """A demo account: its address, name, role, and the code of its centre (empty for the national team)."""

    email: str
    name: str
    role: Role
    centre_code: str


SIGN_INS: tuple[SignIn, ...] = (
    SignIn(email("manager30"), "นางสาวรัตนา สมมติโคราช", Role.DATA_MANAGER, "30"),
    SignIn(email("coordinator30"), "นายสมาน สมมติโคราช", Role.COORDINATOR, "30"),
    SignIn(email("member30"), "นายทองดี สมมติอาสา", Role.MEMBER, "30"),
    SignIn(email("volunteer30"), "นางสาวมะลิ สมมติอาสา", Role.MEMBER, "30"),
    SignIn(email("manager31"), "นางวันเพ็ญ สมมติบุรีรัมย์", Role.DATA_MANAGER, "31"),
    SignIn(email("manager10-1"), "นายณรงค์ สมมติพระนคร", Role.DATA_MANAGER, "10-1"),
    SignIn(email("analyst"), "นางสาวสุภาพร สมมติวิเคราะห์", Role.NATIONAL_ANALYST, ""),
    SignIn(email("administrator"), "นายอุดม สมมติส่วนกลาง", Role.NATIONAL_ADMINISTRATOR, ""),
    SignIn(email("officer"), "นางมาลี สมมติคุ้มครอง", Role.DATA_PROTECTION_OFFICER, ""),
)


def in_words(account: SignIn) -> str:
    """Return the role of a demo account, and the code of its centre where it has one, as people call them."""
    role = str(ROLES[account.role])
    if not account.centre_code:
        return role
    return _("%(role)s (centre %(code)s)") % {"role": role, "code": account.centre_code}
