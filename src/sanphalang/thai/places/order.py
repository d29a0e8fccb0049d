"""Names that stand behind each other's marks or in each other's columns: ``ต.ตะกั่วทุ่ง อ.กระโสม``."""

from itertools import pairwise, permutations

from sanphalang.thai.places.gazetteer import Gazetteer
from sanphalang.thai.places.mention import LEVELS, Mention, Mentions
from sanphalang.thai.places.repair import fits


def put_in_order(mentions: Mentions, gazetteer: Gazetteer) -> bool:
    """Exchange names between their levels where they nest only so; return whether they nest in the end."""
    if _nest(mentions):
        return True
    for order in permutations(mentions):
        exchanged = {
            level: Mention(level, mention.key, gazetteer.names[level].get(mention.key, ()), mention.weight)
            for level, mention in zip(order, mentions.values(), strict=True)
        }
        if len(exchanged) > 1 and _nest(exchanged):
            for level, mention in zip(order, mentions.values(), strict=True):
                exchanged[level].moved = level != mention.level
            mentions.clear()
            mentions.update(exchanged)
            return True
    return False


def _nest(mentions: Mentions) -> bool:
    """Return whether every name is known and some place of each lies in some place of the name above."""
    stated = [mentions[level] for level in LEVELS if level in mentions]
    return all(mention.hits for mention in stated) and all(
        any(fits(inner, outer.code) for inner in below.hits for outer in above.hits)
        for above, below in pairwise(stated)
    )
