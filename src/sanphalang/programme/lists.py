"""How a list is asked for the records of a centre's territory."""

from __future__ import annotations

from urllib.parse import urlencode

from sanphalang.access.models import Centre


def territory_asked(centre: Centre | None) -> str:
    """Return the query of a list that shows what lies in a centre's territory; nothing for the nation.

    A territory that is neither one place nor a zone of Bangkok cannot be asked for at once: the list is then whole.
    """
    if centre is None:
        return ""
    places = list(centre.territory.all())
    if len(places) == 1:
        return "?" + urlencode({"place": places[0].code})
    return "?" + urlencode({"area": f"bangkok_zone:{centre.code}"}, safe=":") if "-" in centre.code else ""
