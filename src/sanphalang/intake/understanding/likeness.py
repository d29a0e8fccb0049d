"""How columns look whose meaning can be told from their contents. Each function answers 0–1 from a column's facts."""

from sanphalang.intake.understanding.facts import ColumnFacts
from sanphalang.intake.understanding.fields import Likeness

_NAME_LENGTHS = (3, 70)
_RUNNING = 0.6
_LONGEST_NUMBER = 6
_MANY = 8
"""Distinct values from which a column is no list of a few kinds."""


def bearing(*marks: str, weight: float = 1.0) -> Likeness:
    """Return the likeness that is the share of cells with one of the marks."""

    def likeness(facts: ColumnFacts) -> float:
        return weight * facts.share(*marks)

    return likeness


def a_name(facts: ColumnFacts) -> float:
    """Names of organisations: mostly begin like one, or are short texts that differ from row to row."""
    if facts.share("address", "date", "telephone", "joined_places", "local_authority") > 0.5:
        return 0.0
    named = min(1.0, facts.share("group", "establishment") + 0.5 * facts.share("person"))
    # A column of a few kinds (กลุ่มอาชีพ, กลุ่มสตรี …) begins like names do, but repeats itself.
    named *= min(1.0, 3 * facts.variety) if facts.filled > _MANY else 1.0
    if facts.share("kind") > 0.5:
        named = 0.0
    shortest, longest = _NAME_LENGTHS
    plain = shortest <= facts.mean_length <= longest and facts.share("text") > 0.8 and facts.variety > 0.3
    other = facts.share("province", "activity", "status", "person")
    return max(named, 0.4 * facts.variety * (1 - other) if plain else 0.0)


def a_kind(facts: ColumnFacts) -> float:
    """Kinds of organisations: a few words that repeat."""
    few = facts.distinct <= _MANY or facts.variety < 0.1
    return facts.share("kind") if few else 0.0


def an_activity(facts: ColumnFacts) -> float:
    """Products and work."""
    if facts.share("address", "group", "establishment", "district", "province") > 0.6:
        return 0.0
    return facts.share("activity")


def a_telephone(facts: ColumnFacts) -> float:
    """Telephones: also those that are numbers and lost their zero, unless all are codes of one length."""
    return 0.0 if facts.share("place_code") > 0.95 or facts.counting > 0.8 else facts.share("telephone")


def a_sequence(facts: ColumnFacts) -> float:
    """A running number: one that runs nearly throughout, for codes often follow one another too."""
    return facts.counting if facts.counting > _RUNNING and facts.mean_length <= _LONGEST_NUMBER else 0.0


def a_place_code(facts: ColumnFacts) -> float:
    """Official codes of places: whole numbers that are not counted through."""
    if facts.counting > 0.8 or facts.share("postal_code") > 0.9 or facts.mean_length < 2:
        return 0.0
    return facts.share("place_code")


def a_coordinate(mark: str) -> Likeness:
    """Return the likeness of degrees in the range of Thailand; with few decimals they might be anything."""

    def likeness(facts: ColumnFacts) -> float:
        return facts.share(mark) * (1.0 if facts.share("exact_decimal") > 0.5 else 0.3)

    return likeness


def a_village_number(facts: ColumnFacts) -> float:
    """หมู่ที่ 3, หมู่ 3, ม.3; bare numbers look like anything and only agree with a header that says so."""
    bare = 0.2 if facts.share("whole") > 0.9 and facts.mean_length <= 2 and facts.counting < 0.5 else 0.0
    return max(facts.share("village_no"), bare)


def a_province(facts: ColumnFacts) -> float:
    """Provinces, by name or by จ. before them."""
    return facts.share("province", "province_marked")


def a_district(facts: ColumnFacts) -> float:
    """Districts, by name or by อ., เขต before them."""
    return _unless_higher(facts.share("district", "district_marked"), facts.share("province"), facts)


def a_subdistrict(facts: ColumnFacts) -> float:
    """Subdistricts, by name or by ต., แขวง before them."""
    return _unless_higher(facts.share("subdistrict", "subdistrict_marked"), facts.share("district", "province"), facts)


def _unless_higher(own: float, higher: float, facts: ColumnFacts) -> float:
    """Names of provinces are also names of districts, and those of subdistricts: the better fit is the level."""
    return own if own > higher or facts.variety > 0.9 else 0.7 * own


def a_year_or_date(facts: ColumnFacts) -> float:
    """Dates, and years of either era."""
    return facts.share("date", "year")


def an_address(facts: ColumnFacts) -> float:
    """Addresses in one text, and places of several levels in one cell."""
    return facts.share("address", "joined_places")


def a_place_of_village(facts: ColumnFacts) -> float:
    """บ้าน… alone, which also begins names; so contents only support a header."""
    return 0.6 * facts.share("village") if facts.share("group") < 0.2 else 0.0


def a_number_of_people(facts: ColumnFacts) -> float:
    """Whole numbers with คน after them, or bare."""
    return max(facts.share("people"), 0.3 * facts.share("whole") if facts.counting < 0.5 else 0.0)


_OTHER_THAN_NAMES = (
    *("address", "date", "telephone", "joined_places", "local_authority"),
    *("group", "role", "activity", "title_word"),
)
_PLACES = ("province", "district", "subdistrict", "village", "village_no", "kind", "status")


def a_person_name(facts: ColumnFacts) -> float:
    """Names of people: with a title, of two words, or, less surely, single words that differ from row to row."""
    if facts.share(*_OTHER_THAN_NAMES) > 0.5:
        return 0.0
    return max(facts.share("person"), 0.9 * facts.share("full_name"), _single_words(facts, 0.8))


def a_surname(facts: ColumnFacts) -> float:
    """Surnames: single words that differ from row to row."""
    return 0.0 if facts.share(*_OTHER_THAN_NAMES) > 0.5 else _single_words(facts, 0.75)


def _single_words(facts: ColumnFacts, weight: float) -> float:
    plain = facts.share("single_word") > 0.8 and facts.variety > 0.3 and facts.share(*_PLACES) < 0.4
    return weight * facts.variety if plain else 0.0


_LONGEST_TITLE = 160


def a_title(facts: ColumnFacts) -> float:
    """Titles: short texts that differ from row to row and name neither places nor people."""
    other = facts.share(*_PLACES, "address", "date", "telephone", "joined_places", "website", "person")
    shortest, _longest = _NAME_LENGTHS
    plain = shortest <= facts.mean_length <= _LONGEST_TITLE and facts.share("text") > 0.8 and facts.variety > 0.3
    return 0.7 * facts.variety * (1 - other) if plain else 0.0


def a_kind_of_case(facts: ColumnFacts) -> float:
    """Kinds of cases: a few words that repeat; so do other things, so that contents only support a header."""
    few = facts.distinct <= _MANY or facts.variety < 0.1
    return 0.3 if few and facts.share("text") > 0.8 and not facts.share("province", "district") else 0.0


def codes_of_goals(facts: ColumnFacts) -> float:
    """Numbers of goals are numbers like any: contents only support a header."""
    return 0.3 if facts.mean_length < 40 else 0.0


def an_authority(facts: ColumnFacts) -> float:
    """Names of local authorities, with the word for their kind, or, less surely, any short texts that differ."""
    plain = facts.share("text") > 0.8 and facts.variety > 0.3 and facts.mean_length <= _NAME_LENGTHS[1]
    other = facts.share("province", "person", "date", "telephone", "address")
    # A column of kinds repeats itself, and holds nothing but words for them.
    named = facts.share("local_authority") * min(1.0, 3 * facts.variety) * (1 - facts.share("kind"))
    return max(named, 0.4 * facts.variety * (1 - other) if plain else 0.0)


def a_kind_of_authority(facts: ColumnFacts) -> float:
    """Words for kinds of local authorities: a few that repeat and tell no name."""
    if facts.distinct > _MANY:
        return 0.0
    return facts.share("local_authority", "kind") if facts.variety < 0.5 else facts.share("kind")
