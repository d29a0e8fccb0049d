"""How roles are called, and in one sentence what each is for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.access.roles import Role

ROLES = {
    Role.MEMBER: _("Member of the centre"),
    Role.DATA_MANAGER: _("Data manager"),
    Role.COORDINATOR: _("Coordinator"),
    Role.PROVINCIAL_OFFICE: _("Provincial office"),
    Role.INSPECTOR: _("Inspector"),
    Role.NATIONAL_ANALYST: _("National analyst"),
    Role.NATIONAL_ADMINISTRATOR: _("National administrator"),
    Role.DATA_PROTECTION_OFFICER: _("Data protection officer"),
}

WHAT_FOR = {
    Role.MEMBER: _("Sees the people of the territory without their private details."),
    Role.DATA_MANAGER: _("Keeps the organisations and people of the territory, private details included."),
    Role.COORDINATOR: _("Does what a data manager does, invites colleagues and gives them roles."),
    Role.PROVINCIAL_OFFICE: _("Sees the people of the territory without their private details; plans and reports."),
    Role.INSPECTOR: _("Follows up in the territory; sees people without their private details."),
    Role.NATIONAL_ANALYST: _("Sees the whole country without private details."),
    Role.NATIONAL_ADMINISTRATOR: _("Manages accounts and centres; sees private details in a timed session only."),
    Role.DATA_PROTECTION_OFFICER: _("Reads who looked at what; sees private details in a timed session only."),
}

VERBS = {
    "access.open_account": _("Opened an account"),
    "access.close_account": _("Closed an account"),
    "access.reopen_account": _("Opened a closed account again"),
    "access.set_new_password": _("Set a new password"),
    "access.make_password_link": _("Made a link for a new password"),
    "access.send_password_link": _("Was sent a link for a new password"),
    "access.set_password_by_link": _("Set a new password with a link"),
    "access.remove_second_factors": _("Took a lost second step away"),
    "access.change_own_password": _("Changed the own password"),
    "access.add_app": _("Set up an app for codes"),
    "access.remove_app": _("Removed the app for codes"),
    "access.add_passkey": _("Added a passkey"),
    "access.remove_passkey": _("Removed a passkey"),
    "access.renew_recovery_codes": _("Made new recovery codes"),
    "access.link_provider": _("Linked the account with a provider"),
    "access.unlink_provider": _("Unlinked the account from its provider"),
    "access.grant_role": _("Gave a role"),
    "access.change_end": _("Changed how long a role lasts"),
    "access.end_role": _("Ended a role"),
    "access.invite": _("Invited somebody to a role"),
    "access.renew_invitation": _("Made a new link for an invitation"),
    "access.withdraw_invitation": _("Took an invitation back"),
    "access.accept_invitation": _("Accepted an invitation"),
    "access.edit_centre": _("Edited a centre"),
    "access.move_place": _("Moved a place to another centre"),
    "access.open_staff_session": _("Opened a timed session for private details"),
    "access.end_staff_session": _("Ended a timed session"),
}
"""What the ledger's verbs of the room mean."""
