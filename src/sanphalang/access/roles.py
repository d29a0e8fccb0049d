"""Roles and what each may do. Deny by default: an act that a role does not list is refused."""

from enum import StrEnum


class Act(StrEnum):
    """What can be allowed. The room's name comes first."""

    ORGANISATIONS_EDIT = "organisations.edit"
    ORGANISATIONS_SEE_CONTACT = "organisations.see_contact"
    INTAKE_IMPORT = "intake.import"
    LEDGER_READ = "ledger.read"
    ACCOUNTS_MANAGE = "access.manage_accounts"


class Role(StrEnum):
    """Who somebody is in a centre or in the national team."""

    DATA_MANAGER = "data_manager"
    COORDINATOR = "coordinator"
    NATIONAL_ANALYST = "national_analyst"
    NATIONAL_ADMINISTRATOR = "national_administrator"

    @property
    def is_national(self) -> bool:
        """Whether the role is held over the nation, not at a centre."""
        return self in NATIONAL_ROLES


NATIONAL_ROLES = (Role.NATIONAL_ANALYST, Role.NATIONAL_ADMINISTRATOR)


_KEEPS_A_TERRITORY = frozenset(
    {Act.ORGANISATIONS_EDIT, Act.ORGANISATIONS_SEE_CONTACT, Act.INTAKE_IMPORT, Act.LEDGER_READ}
)

ALLOWED: dict[Role, frozenset[Act]] = {
    Role.DATA_MANAGER: _KEEPS_A_TERRITORY,
    Role.COORDINATOR: _KEEPS_A_TERRITORY,
    # National staff see no private field here; a timed, logged session is needed for that.
    Role.NATIONAL_ANALYST: frozenset({Act.LEDGER_READ}),
    Role.NATIONAL_ADMINISTRATOR: frozenset(
        {Act.ORGANISATIONS_EDIT, Act.INTAKE_IMPORT, Act.LEDGER_READ, Act.ACCOUNTS_MANAGE}
    ),
}
