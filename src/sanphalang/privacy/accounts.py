"""Accounts and invitations of colleagues that bear the name or an address of a person who is to be erased.

An account rests on the work at a centre and not on the registry of people: it may be that of the person or of somebody
else called so, and whoever gives the roles there closes it. The officer is told of it, and decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.models import Centre, User
from sanphalang.access.queries import centres, open_accounts, territory_of
from sanphalang.people.naming import Sought, TextFound


def accounts_naming(sought: Sought) -> Iterator[TextFound]:
    """Yield the accounts and invitations whose name or sign-in address tells of the person.

    Closed accounts are found by the centre at which they held a role.
    """
    accounts: dict[int, tuple[User, Centre | None]] = {each.pk: (each, None) for each in open_accounts()}
    found = list(centres().prefetch_related("grants__user", "invitations").order_by("pk"))
    accounts |= {grant.user_id: (grant.user, centre) for centre in found for grant in centre.grants.all()}
    for number, (account, held_at) in sorted(accounts.items()):
        if _tells(sought, account.name, account.email):
            where = _("Account %(number)s") % {"number": number}
            yield _found(f"account:{number}", _("Account of a colleague"), where, held_at, account.name)
    for centre in found:
        for invitation in centre.invitations.all():
            if _tells(sought, invitation.name, invitation.email):
                where = _("Invitation %(number)s") % {"number": invitation.pk}
                key, what = f"invitation:{invitation.pk}", _("Invitation of a colleague")
                yield _found(key, what, where, centre, invitation.name)


def _tells(sought: Sought, name: str, address: str) -> bool:
    return sought.is_named_in(name) or sought.is_the_name(name) or sought.is_told_in(address)


def _found(key: str, what: str, where: str, centre: Centre | None, name: str) -> TextFound:
    if centre is None:
        return TextFound(key, what, where, "", None)
    territory = territory_of(centre)
    place = territory[0][0] if territory else None
    return TextFound(key, what, where, reverse("centres:team", args=[centre.code]), place, name)
