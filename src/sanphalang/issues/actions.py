"""Writing the list of a scheme: check, change, record, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.issues.models import Tag, TagScheme
from sanphalang.ledger.actions import record
from sanphalang.thai.key import match_key

SUBJECT = "tag_scheme"
"""What the ledger calls a scheme."""


class ChangedMeanwhileError(Exception):
    """Somebody made another edition meanwhile; nothing was written."""


def put_list(viewer: Viewer, code: str, *, names: Sequence[str], source: str, expected_edition: int) -> None:
    """Make the next edition of a scheme's list; what it leaves out stays on the records that bear it.

    The same list again is no new edition.
    """
    if not policy.may(viewer, Act.ISSUES_EDIT, None):
        raise Refused(_("Issue schemes are kept by the national team."))
    with transaction.atomic():
        scheme = TagScheme.objects.select_for_update().get(code=code)
        if scheme.edition != expected_edition:
            raise ChangedMeanwhileError(code)
        before = list(scheme.tags.filter(until=None).order_by("order").values_list("name", flat=True))
        if before == list(names) and scheme.source == source:
            return
        put_edition(scheme, names, source)
        changes = {"edition": [expected_edition, scheme.edition], "count": [len(before), len(names)]}
        record(viewer.actor, "issues.put_list", (SUBJECT, code), place=None, changes=changes)


def put_edition(scheme: TagScheme, names: Sequence[str], source: str) -> None:
    """Store a list as the next edition. Belongs in the caller's transaction."""
    scheme.edition, scheme.source = scheme.edition + 1, source
    scheme.save(update_fields=["edition", "source"])
    known = {tag.name_key: tag for tag in scheme.tags.all()}
    listed = {match_key(name): name for name in names}
    for order, (key, name) in enumerate(listed.items(), start=1):
        tag = known.get(key) or Tag(scheme=scheme, name_key=key, since=scheme.edition)
        tag.name, tag.order, tag.until = name, order, None
        tag.save()
    for key in known.keys() - listed.keys():
        if known[key].until is None:
            known[key].until = scheme.edition
            known[key].save(update_fields=["until"])
