"""Roles and what each may do. Deny by default: an act that a role does not list is refused.

``docs/access.md`` tells the same to people; a test that reads only that page holds both together.
"""

from enum import StrEnum


class Act(StrEnum):
    """What can be allowed. The room's name comes first."""

    ORGANISATIONS_EDIT = "organisations.edit"
    ORGANISATIONS_SEE_CONTACT = "organisations.see_contact"
    COMMITTEES_EDIT = "organisations.edit_committees"
    PEOPLE_SEE = "people.see"
    PEOPLE_SEE_PRIVATE = "people.see_private"
    PEOPLE_EDIT = "people.edit"
    PEOPLE_EXPORT = "people.export"
    REQUESTS_SERVE = "people.serve_requests"
    REQUESTS_READ = "people.read_requests"
    KNOWLEDGE_WRITE = "knowledge.write"
    KNOWLEDGE_REVIEW = "knowledge.review"
    KNOWLEDGE_PUBLISH = "knowledge.publish"
    ISSUES_EDIT = "issues.edit"
    INTAKE_IMPORT = "intake.import"
    ROUNDS_RUN = "verification.run_rounds"
    ROUNDS_APPROVE = "verification.approve"
    ROUNDS_WALK = "verification.walk"
    LEDGER_READ = "ledger.read"
    PROGRAMME_EDIT = "programme.edit"
    PROGRAMME_SEE_HEALTH = "programme.see_health"
    GRANTS_GIVE = "access.give_grants"
    ACCOUNTS_MANAGE = "access.manage_accounts"
    STAFF_SESSION = "access.staff_session"
    PROBLEMS_SOLVE = "manual.solve_problems"


class Role(StrEnum):
    """Who somebody is in a centre or in the national team."""

    MEMBER = "member"
    DATA_MANAGER = "data_manager"
    COORDINATOR = "coordinator"
    PROVINCIAL_OFFICE = "provincial_office"
    INSPECTOR = "inspector"
    NATIONAL_ANALYST = "national_analyst"
    NATIONAL_ADMINISTRATOR = "national_administrator"
    DATA_PROTECTION_OFFICER = "data_protection_officer"

    @property
    def is_national(self) -> bool:
        """Whether the role is held over the nation, not at a centre."""
        return self in NATIONAL_ROLES


NATIONAL_ROLES = (Role.NATIONAL_ANALYST, Role.NATIONAL_ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER)

GIVEN_AT_A_CENTRE = (Role.MEMBER, Role.DATA_MANAGER, Role.COORDINATOR, Role.PROVINCIAL_OFFICE)
"""What a coordinator may give at the own centre. Inspectors are sent by others than those whom they inspect."""


_KEEPS_A_TERRITORY = frozenset(
    {
        Act.ORGANISATIONS_EDIT,
        Act.ORGANISATIONS_SEE_CONTACT,
        Act.COMMITTEES_EDIT,
        Act.PEOPLE_SEE,
        Act.PEOPLE_SEE_PRIVATE,
        Act.PEOPLE_EDIT,
        Act.PEOPLE_EXPORT,
        Act.REQUESTS_SERVE,
        Act.REQUESTS_READ,
        Act.KNOWLEDGE_WRITE,
        Act.KNOWLEDGE_REVIEW,
        Act.INTAKE_IMPORT,
        Act.ROUNDS_RUN,
        Act.ROUNDS_APPROVE,
        Act.ROUNDS_WALK,
        Act.LEDGER_READ,
        Act.PROGRAMME_SEE_HEALTH,
    }
)

ALLOWED: dict[Role, frozenset[Act]] = {
    Role.MEMBER: frozenset({Act.PEOPLE_SEE, Act.ROUNDS_WALK}),
    Role.DATA_MANAGER: _KEEPS_A_TERRITORY,
    Role.COORDINATOR: _KEEPS_A_TERRITORY | {Act.KNOWLEDGE_PUBLISH, Act.GRANTS_GIVE},
    Role.PROVINCIAL_OFFICE: frozenset({Act.PEOPLE_SEE, Act.ROUNDS_WALK, Act.PROGRAMME_SEE_HEALTH}),
    Role.INSPECTOR: frozenset({Act.PEOPLE_SEE, Act.PROGRAMME_SEE_HEALTH}),
    Role.NATIONAL_ANALYST: frozenset({Act.LEDGER_READ, Act.PEOPLE_SEE, Act.KNOWLEDGE_REVIEW, Act.PROGRAMME_SEE_HEALTH}),
    Role.NATIONAL_ADMINISTRATOR: frozenset(
        {
            Act.ORGANISATIONS_EDIT,
            Act.COMMITTEES_EDIT,
            Act.PEOPLE_SEE,
            Act.KNOWLEDGE_WRITE,
            Act.KNOWLEDGE_REVIEW,
            Act.KNOWLEDGE_PUBLISH,
            Act.ISSUES_EDIT,
            Act.INTAKE_IMPORT,
            Act.ROUNDS_RUN,
            Act.ROUNDS_APPROVE,
            Act.LEDGER_READ,
            Act.PROGRAMME_EDIT,
            Act.PROGRAMME_SEE_HEALTH,
            Act.GRANTS_GIVE,
            Act.ACCOUNTS_MANAGE,
            Act.STAFF_SESSION,
            Act.PROBLEMS_SOLVE,
        }
    ),
    Role.DATA_PROTECTION_OFFICER: frozenset(
        {Act.LEDGER_READ, Act.PEOPLE_SEE, Act.PROGRAMME_SEE_HEALTH, Act.REQUESTS_READ, Act.STAFF_SESSION}
    ),
}

IN_A_STAFF_SESSION = frozenset({Act.ORGANISATIONS_SEE_CONTACT, Act.PEOPLE_SEE_PRIVATE, Act.PEOPLE_EXPORT})
"""What national staff may do besides, while a timed session with a written reason is open."""

NEEDS_SECOND_FACTOR = frozenset(
    {Act.PEOPLE_SEE_PRIVATE, Act.PEOPLE_EXPORT, Act.GRANTS_GIVE, Act.ACCOUNTS_MANAGE, Act.STAFF_SESSION}
)
"""What an account may do only when it was signed in with a second factor (a code or a passkey)."""

NEEDS_SECOND_FACTOR_IN_THE_NATION = frozenset(
    {Act.PEOPLE_SEE, Act.REQUESTS_READ, Act.LEDGER_READ, Act.ROUNDS_RUN, Act.ROUNDS_APPROVE}
)
"""What needs a second factor where it reaches beyond one centre."""
