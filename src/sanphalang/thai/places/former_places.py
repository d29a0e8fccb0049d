"""Successors of abolished places that no notice names: the place of today that bears the same name."""

from collections.abc import Mapping

from sanphalang.thai.key import match_key
from sanphalang.thai.places.answer import Level


def successors_by_name(
    places: Mapping[str, tuple[Level, str]], abolished: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return abolished code -> the one successor that its name proves.

    ``places``: code -> level and bare name; ``abolished``: code -> bare name. A district went where the only district
    of its name (or เมือง and its name) is now, as อรัญประเทศ of ปราจีนบุรี did; a subdistrict followed its district, or
    kept its name inside its own province. Two candidates prove nothing.
    """
    by_name: dict[tuple[Level, str], list[str]] = {}
    for code, (level, name) in places.items():
        by_name.setdefault((level, match_key(name)), []).append(code)
    found: dict[str, tuple[str, ...]] = {}
    for code in sorted(abolished, key=len):
        key = match_key(abolished[code])
        if len(code) == 4:
            same = by_name.get(("district", key), []) + by_name.get(("district", "เมือง" + key), [])
        else:
            moved_to = found.get(code[:4], (code[:2],))[0]
            named = by_name.get(("subdistrict", key), [])
            same = [c for c in named if c.startswith(moved_to)] or [c for c in named if c.startswith(moved_to[:2])]
        if len(same) == 1:
            found[code] = (same[0],)
    return found
