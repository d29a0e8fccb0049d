"""What a reader of cells noticed: small frozen values with a closed list of kinds.

A parser answers what it understood together with every finding on the way; it never raises and never stops at the
first. The sentences shown to people are written elsewhere (a finding's kind is their key).
"""

from enum import StrEnum
from typing import NamedTuple


class FindingKind(StrEnum):
    """The closed list. The text behind each kind says what ``Finding.detail`` holds."""

    # Names of persons
    SURNAME_MISSING = "surname_missing"  # the given name that stands alone
    NAME_PARTS_DOUBTFUL = "name_parts_doubtful"  # the words read as a surname, of which some may be a middle name
    SEVERAL_PERSONS = "several_persons"  # the text after the first person
    TELEPHONE_BESIDE_NAME = "telephone_beside_name"  # the telephone text
    TEXT_BESIDE_NAME = "text_beside_name"  # the words that are no part of the name
    LOOKS_LIKE_ORGANISATION = "looks_like_organisation"  # the first word that says so
    # Names of organisations
    PERSON_NAME_INSIDE = "person_name_inside"  # the person's name as written
    KIND_WORD_ONLY = "kind_word_only"  # the kind word: nothing in the name tells one such group from the next
    ABBREVIATION_EXPANDED = "abbreviation_expanded"  # the abbreviation
    LOOKS_LIKE_ADDRESS = "looks_like_address"  # the whole text, which begins like an address
    PLACE_INSIDE_NAME = "place_inside_name"  # the address words that follow the name
    # Telephones
    TELEPHONE_LOST_ZERO = "telephone_lost_zero"  # the number as it stood
    TELEPHONE_OLD_MOBILE = "telephone_old_mobile"  # the nine-digit number as it stood; converted 01 -> 081
    TELEPHONE_OLD_OR_INCOMPLETE = "telephone_old_or_incomplete"  # nine digits beginning 06, 08 or 09; not converted
    TELEPHONE_TOO_SHORT = "telephone_too_short"  # the digits
    TELEPHONE_TOO_LONG = "telephone_too_long"  # the digits
    TELEPHONE_UNKNOWN_PREFIX = "telephone_unknown_prefix"  # the digits
    TELEPHONE_UNRECOVERABLE = "telephone_unrecoverable"  # what the spreadsheet left of the number
    TELEPHONE_PERHAPS_ROUNDED = "telephone_perhaps_rounded"  # a number stored as a number that ends in 000
    TELEPHONE_RANGE = "telephone_range"  # "044-123456-8" as it stood; every number of a range of up to 20 is given
    TEXT_BESIDE_TELEPHONE = "text_beside_telephone"  # the words, often a person's name
    # Dates
    DATE_NOT_UNDERSTOOD = "date_not_understood"  # the text
    DATE_IMPOSSIBLE = "date_impossible"  # day/month/year that no calendar has; its year may be answered
    DATE_ABOUT = "date_about"  # the text, which says that the date is a rough one
    DATE_DAY_MONTH_SWAPPED = "date_day_month_swapped"  # the text, read as month/day
    DATE_FROM_SERIAL = "date_from_serial"  # the spreadsheet's day number
    DATE_RANGE = "date_range"  # the text; its first day is the answer
    DATE_IN_FUTURE = "date_in_future"  # the ISO date
    YEAR_TWO_DIGITS = "year_two_digits"  # the four-digit Buddhist or Common Era year taken for it
    YEAR_COMMON_ERA = "year_common_era"  # the Buddhist year that it would be
    YEAR_BUDDHIST_IN_DATE = "year_buddhist_in_date"  # the Buddhist year found in a spreadsheet's own date
    YEAR_ERA_CONTRADICTION = "year_era_contradiction"  # the year, whose value speaks against the era written beside it
    YEAR_NOT_UNDERSTOOD = "year_not_understood"  # the text
    # Counts
    COUNT_NOT_UNDERSTOOD = "count_not_understood"  # the text
    COUNT_NOT_WHOLE = "count_not_whole"  # the number
    COUNT_NEGATIVE = "count_negative"  # the number
    COUNT_SEVERAL = "count_several"  # the text that holds several numbers
    COUNT_ABOUT = "count_about"  # the text: "about 30", "more than 30"


class Finding(NamedTuple):
    """One thing noticed; ``detail`` is the piece of text it is about, in the form that :class:`FindingKind` tells."""

    kind: FindingKind
    detail: str = ""
