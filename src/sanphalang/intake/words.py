"""What fields, stages and decisions are called on pages and in workbooks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.intake.models import ImportBatch, ImportRow
from sanphalang.web.table import Tone, Words

Stage = ImportBatch.Stage
Decision = ImportRow.Decision

FIELDS: dict[str, Words] = {
    "name": _("Name"),
    "kind": _("Kind"),
    "registration_no": _("Registration number"),
    "activity": _("Activity or product"),
    "local_authority": _("Local administrative organisation"),
    "address": _("Address"),
    "village_no": _("Village number"),
    "village": _("Village"),
    "subdistrict": _("Subdistrict"),
    "district": _("District"),
    "province": _("Province"),
    "postal_code": _("Postal code"),
    "place_code": _("Code of the place"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "lat_lon": _("Coordinates in one cell"),
    "contact_name": _("Contact person"),
    "telephone": _("Telephone"),
    "email": _("E-mail"),
    "website": _("Website"),
    "founded": _("Founded in"),
    "confirmed_on": _("Last confirmed"),
    "members": _("Members"),
    "status": _("Status"),
    "note": _("Note (is not brought in)"),
    "sequence": _("Running number (is not brought in)"),
    "id": _("Number in this registry"),
    "source_ref": _("The source's own number (is not brought in)"),
    "place": _("Place"),
    "title": _("Title before the name"),
    "surname": _("Surname, in a column of its own"),
    "monastic_name": _("Monastic name"),
    "nickname": _("Nickname"),
    "citizen_id": _("Citizen ID"),
    "role": _("Role"),
    "position": _("Position (kept as occupation)"),
    "organisation": _("Organisation (kept as occupation)"),
    "occupation": _("Occupation"),
    "birth_date": _("Birth date"),
    "birth_year": _("Birth year"),
    "age": _("Age (is not brought in)"),
    "line_id": _("LINE ID"),
    "other": _("Column that is not brought in"),
    "case_kind": _("Kind of case"),
    "year": _("Year"),
    "summary": _("In short"),
    "situation": _("How things were"),
    "action": _("What was done"),
    "who": _("Who took part"),
    "result": _("What came of it"),
    "why": _("Why it worked"),
    "repeat": _("What others need to do the same"),
    "goals": _("Goals and targets of sustainable development"),
    "organisations": _("Organisations that took part"),
    "drawn_from": _("Where it was told first, or a link"),
    "authority_kind": _("Kind of local authority"),
    "joined": _("Year in which it joined"),
    "left": _("Year in which it left"),
    "camp_people": _("People at a leaders' camp"),
    "top_people": _("Top leaders, number"),
    "training_kind": _("Training"),
    "training_year": _("Year of the training"),
    "training_people": _("People trained"),
    "name_en": _("Name in English"),
    "code": _("Code"),
    "geocode": _("Code of the place"),
    "province_code": _("Code of the province"),
    "size": _("Size"),
    "area_km2": _("Area in square kilometres"),
}
"""The fields of lists, and ``place``, which is read from several of them together."""

STAGES: dict[str, Words] = {
    Stage.READING: _("Being read"),
    Stage.REFUSED: _("Could not be read"),
    Stage.COLUMNS: _("Waits for its columns"),
    Stage.CHECKING: _("Being checked"),
    Stage.REVIEW: _("Waits for review"),
    Stage.BRINGING_IN: _("Being brought in"),
    Stage.DONE: _("Brought in"),
    Stage.WITHDRAWING: _("Being withdrawn"),
    Stage.WITHDRAWN: _("Withdrawn"),
}
STAGE_TONES: dict[str, Tone] = {
    Stage.REFUSED: "wrong",
    Stage.COLUMNS: "doubt",
    Stage.REVIEW: "doubt",
    Stage.DONE: "right",
    Stage.WITHDRAWN: "quiet",
}

DECISIONS: dict[str, Words] = {
    Decision.SAME: _("Decided: the same one"),
    Decision.DIFFERENT: _("Decided: another one"),
    Decision.AS_IS: _("Decided: brought in as it is"),
    Decision.SKIP: _("Put off"),
}

KEPT: dict[str, Words] = {
    "edited": _("Someone changed it after this list was brought in."),
    "known": _("Another list tells of it too."),
    "too_old": _("What it was before is no longer kept."),
}
"""Why a withdrawal left a record as it is."""
