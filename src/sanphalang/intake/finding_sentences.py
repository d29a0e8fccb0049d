"""What was found in cells, one whole sentence for every kind, with what to do about it.

Headings of groups, comments in workbooks and notes beside cells all use these sentences.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.intake.sentences import WHY, Said

_COMPARE = _("Please compare it with the original and correct the cell if it is needed.")
_ASK = _("The row waits. Please ask the source, and bring in the corrected list.")
_CORRECT = _("It was left blank. Correct the cell if the right value is known.")

_NAMES = {
    "surname_missing": Said(_("A person's name has no surname."), "note"),
    "name_parts_doubtful": Said(_("The surname of a person could not be told apart for certain."), "note"),
    "several_persons": Said(_("Several persons stand in one cell."), "note", _COMPARE),
    "telephone_beside_name": Said(_("A telephone number stands beside a person's name."), "note", _COMPARE),
    "text_beside_name": Said(_("Other words stand beside a person's name."), "note"),
    "looks_like_organisation": Said(_("The name of an organisation stands where a person is expected."), "doubt"),
    "person_name_inside": Said(
        _("The name of the organisation contains a person's name, which everybody would see."),
        "doubt",
        _("Please check that the person has agreed, or correct the name."),
    ),
    "kind_word_only": Said(
        _("The name holds only a word such as “group”; nothing tells it from others."), "doubt", _COMPARE
    ),
    "abbreviation_expanded": Said(_("An abbreviation in the name was read in full to compare it."), "note"),
    "looks_like_address": Said(_("The name looks like an address."), "doubt", _COMPARE),
    "place_inside_name": Said(_("The name also holds the address."), "note"),
    "name_other_column_names_group": Said(
        _("The group is named in the column of activities; the name was taken from there."), "note"
    ),
    "name_person": Said(_("A person stands where the organisation is named."), "doubt", _COMPARE),
    "name_other_column": Said(
        _("No organisation is named; what stands in the column of activities was taken."), "doubt", _COMPARE
    ),
}

_TELEPHONES = {
    "telephone_lost_zero": Said(_("The telephone had lost its leading zero."), "right"),
    "telephone_old_mobile": Said(_("An old nine-digit mobile number was brought to ten digits."), "right"),
    "telephone_old_or_incomplete": Said(
        _("The telephone has nine digits: an old mobile number, or one digit is missing."), "doubt", _CORRECT
    ),
    "telephone_too_short": Said(
        _("The telephone has too few digits: a mobile number has 10, a landline 9."), "wrong", _CORRECT
    ),
    "telephone_too_long": Said(_("The telephone has too many digits."), "wrong", _CORRECT),
    "telephone_unknown_prefix": Said(_("No telephone in Thailand begins like this."), "wrong", _CORRECT),
    "telephone_unrecoverable": Said(
        _("The spreadsheet has dropped digits of the telephone; they cannot be recovered."),
        "wrong",
        _("It was left blank. Please ask the source for the number."),
    ),
    "telephone_perhaps_rounded": Said(
        _("The telephone ends in 000; the spreadsheet may have rounded it."), "doubt", _COMPARE
    ),
    "telephone_range": Said(_("A range of telephone numbers was written out in full."), "right"),
    "text_beside_telephone": Said(_("Words stand beside the telephone."), "note"),
}

_DATES = {
    "date_not_understood": Said(_("The date was not understood."), "wrong", _CORRECT),
    "date_impossible": Said(
        _("No calendar has this date."),
        "wrong",
        _("Its year was kept where a year is enough. Correct the cell if the right date is known."),
    ),
    "date_about": Said(_("The date is given roughly."), "note", _COMPARE),
    "date_day_month_swapped": Said(
        _("Day and month seem to have changed places."), "doubt", _("May it be read with the month first?")
    ),
    "date_from_serial": Said(_("The date was kept as a spreadsheet's day number."), "right"),
    "date_range": Said(_("A period stands where one date is expected."), "doubt", _("May its first day be taken?")),
    "date_in_future": Said(_("The date lies in the future."), "wrong", _CORRECT),
    "year_two_digits": Said(_("The year has two digits only."), "doubt", _("May it be read as the example shows?")),
    "year_common_era": Said(_("The year is of the Common Era and was converted."), "right"),
    "year_buddhist_in_date": Said(_("The spreadsheet took a Buddhist year for one of the Common Era."), "right"),
    "year_era_contradiction": Said(_("The year speaks against the era written beside it."), "doubt", _COMPARE),
    "year_not_understood": Said(_("The year was not understood."), "wrong", _CORRECT),
    "year_in_future": Said(_("The year lies in the future."), "wrong", _CORRECT),
}

_COUNTS = {
    "count_not_understood": Said(_("The number was not understood."), "wrong", _CORRECT),
    "count_not_whole": Said(_("The number is not whole."), "wrong", _CORRECT),
    "count_negative": Said(_("The number is below zero."), "wrong", _CORRECT),
    "count_several": Said(_("Several numbers stand in one cell."), "wrong", _CORRECT),
    "count_about": Said(_("The number is given roughly."), "doubt", _("May it be taken as it stands?")),
    "count_too_large": Said(_("The number is too large to be a number of members."), "wrong", _CORRECT),
}

_PLACES = {
    "place_typo": Said(_("The name of a place was read through a typing error."), "right"),
    "place_renamed": Said(_("A place is called by its former name."), "right"),
    "place_abolished_successor": Said(_("A place is no more; the one that took its territory was taken."), "right"),
    "place_from_district_column": Said(_("The district was taken from its own column."), "note"),
    "place_contradiction": Said(_("The names of places do not belong together."), "doubt", _COMPARE),
    "place_unknown_name": Said(_("The name of a place is not known."), "doubt", _COMPARE),
    "place_nickname": Said(_("A place is called by its common short name."), "right"),
    "place_from_context": Said(
        _("The row names no place; that of its section, its sheet or its list was taken."), "note"
    ),
    "place_unknown": Said(
        _("The place was not found."), "doubt", _("Choose the place for all rows that say the same.")
    ),
    "place_ambiguous": Said(
        _("Several places have this name."), "doubt", _("Choose the place for all rows that say the same.")
    ),
    "place_unsure": Said(
        _("The place was read with little certainty."), "doubt", _("May it be read as the example shows?")
    ),
}

_CELLS = {
    "digits_lost": Said(
        _("The spreadsheet has dropped digits of a long number; they cannot be recovered."),
        "wrong",
        _("It was left blank. Please ask the source for the number."),
    ),
    "double_differs": Said(
        _("It says something else here than in the earlier row of the same, whose value was taken."),
        "doubt",
        _("Please compare the two rows, and correct the earlier one if this one is right."),
    ),
    "spreadsheet_error": Said(_("The cell shows a spreadsheet error in place of a value."), "wrong", _CORRECT),
    "text_shortened": Said(_("The text is too long and was shortened."), "doubt", _COMPARE),
    "kind_unknown": Said(
        _("The kind is not known here."), "doubt", _("The kind that the name tells is taken. Correct it if needed.")
    ),
    "email_not_understood": Said(_("The e-mail address is not complete."), "wrong", _CORRECT),
    "status_unknown": Said(_("The status is not known here."), "wrong", _CORRECT),
    "coordinates_not_understood": Said(_("The coordinates were not understood."), "wrong", _CORRECT),
    "coordinates_outside": Said(_("The coordinates lie outside Thailand."), "wrong", _CORRECT),
    "coordinates_swapped": Said(
        _("Latitude and longitude seem to have changed places."), "doubt", _("May they be read the other way round?")
    ),
}

_PEOPLE = {
    "citizen_id_covered": Said(
        _("A citizen ID stands in the cell; it was covered before it was kept, except for its last four digits."),
        "note",
    ),
    "citizen_id_invalid": Said(_("The citizen ID is not complete, or one of its digits is wrong."), "wrong", _CORRECT),
    "birth_not_possible": Said(_("The birth lies in the future, or more than 120 years back."), "wrong", _CORRECT),
    "role_unknown": Said(
        _("A role is not known here."), "doubt", _("The roles that are known were taken. Correct the cell if needed.")
    ),
}

_CASES = {
    "case_kind_unknown": Said(
        _("The kind is none of the four of the programme."),
        "note",
        _("The draft is put under “Other”. Its kind can be changed there."),
    ),
    "goal_unknown": Said(
        _("A goal or target was not understood."),
        "doubt",
        _("Those that are known were taken. Correct the cell if needed."),
    ),
    "names_somebody": Said(
        _("This text seems to name a person."),
        "doubt",
        _("Everybody will read it once the case is published. Please take the name out of the draft."),
    ),
}

_MEMBERSHIPS = {
    **{kind: WHY[kind] for kind in ("authority_not_found", "authority_ambiguous")},
    "people_too_many": Said(_("The number is too large to be a number of people who were trained."), "wrong", _CORRECT),
    "training_without_year": Said(
        _("People were trained, but the list does not tell in which year; it was not taken."),
        "doubt",
        _("Add a column with the year of the training, or write the year into the heading."),
    ),
    "training_kind_unknown": Said(
        _("The training was not understood: it is neither a leaders' camp nor one of top leaders."), "wrong", _CORRECT
    ),
}

_CODES = {
    "code_ends_in_00": Said(
        _("The village's code ends in 00 and cannot be told from its subdistrict's."), "doubt", _ASK
    ),
    "code_malformed": Said(_("The village's code does not have eight digits."), "doubt", _ASK),
    "subdistrict_abolished": Said(_("The subdistrict of the village is no more."), "doubt", _ASK),
    "district_unknown": Said(_("No district has the code that the village's code begins with."), "doubt", _ASK),
    "village_under_district": Said(
        _("No subdistrict has the code that the village's code begins with; it was put under its district."), "note"
    ),
    "authority_kind_unknown": Said(_("The kind of the local authority was not understood."), "doubt", _ASK),
    "authority_without_code": Said(
        _("The list gives the local authority no code and does not tell its district; others may bear the same name."),
        "doubt",
        _ASK,
    ),
    "place_less_exact": Said(_("The place is known less exactly than the row says."), "note"),
}

FINDINGS: dict[str, Said] = {
    **_NAMES,
    **_TELEPHONES,
    **_DATES,
    **_COUNTS,
    **_PLACES,
    **_CELLS,
    **_PEOPLE,
    **_CASES,
    **_MEMBERSHIPS,
    **_CODES,
}
