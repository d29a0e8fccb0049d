"""What a row is given by the rows of its file that tell of the same record, and where they say something else. Pure."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from sanphalang.intake.cleaning import COLUMN_OF
from sanphalang.intake.recognition import Recognition
from sanphalang.knowledge.from_lists import as_told, texts_of
from sanphalang.places.rules import PlaceCode

Values = Mapping[str, Any]

DIFFERS = "double_differs"
"""The finding on a row that says something else than an earlier row of the same, whose value was taken."""
_PLACE = ("place", "place_level")
_OF_THE_PLACE = frozenset({"village_no", "address", "home_address"})
"""What tells where inside a place: of another place it tells nothing."""
_OWN_WORDS = frozenset({"name", "given_name", "surname", "title", "monastic_name", "nickname"})
"""The name in its parts: other spellings of it are why the rows were compared at all."""
_TOGETHER = (("latitude", "longitude"), ("citizen_id_digest", "citizen_id_tail"))
_FIELDS_OF = {
    **{column: (field,) for field, column in COLUMN_OF.items()},
    "roles": ("role",),
    "home_address": ("address", "village_no"),
    "citizen_id_digest": ("citizen_id",),
    "birth_year": ("birth_year", "birth_date"),
    "latitude": ("latitude", "lat_lon"),
    "longitude": ("longitude", "lat_lon"),
}
"""The fields of a list from which a column is read, where they bear another name."""


def with_leaders(leader_of: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return each row that doubles another behind the row that it adds to; a double's doubles add to its leader."""
    pairs = []
    for number, first in leader_of.items():
        leader = first
        while leader in leader_of:
            leader = leader_of[leader]
        pairs.append((leader, number))
    return sorted(pairs)


class Joint:
    """The values of a row, to which its doubles add. ``fields`` are those of the list.

    What a person wrote in the place of a cell stands, also when it is nothing: ``corrected`` has it by field.
    """

    def __init__(self, recognition: Recognition, values: Values, fields: Container[str], corrected: Values) -> None:
        self.values = dict(values)
        self.is_changed = False
        self._recognition = recognition
        self._fields = fields
        self._corrected = corrected

    def add(self, said: Values, *, takes_number: bool) -> list[str]:
        """Join what a double says; return the fields in which it says something else.

        Without ``takes_number`` the number that alone tells a record is not taken: it is another record's.
        """
        register = self._recognition.register
        differ = []
        same_place = self.values.get("place") == said.get("place")
        for name in register.value_fields:
            if name not in said or name in _PLACE:
                continue
            mine = self.values.get(name)
            if name == self._recognition.texts:
                differ += self._add_texts(name, said)
            elif name in register.joined:
                self._set(name, register.joined[name](mine or "", said[name]))
            elif mine is None or mine == "":
                if self._may_take(name, said, same_place=same_place, takes_number=takes_number):
                    self._take(name, said)
                elif name == self._recognition.number:
                    differ.append(name)
            elif mine != said[name] and name not in _OWN_WORDS and (same_place or name not in _OF_THE_PLACE):
                differ.append(name)
        if not same_place and self._is_elsewhere(said):
            differ.append("place")
        return list(dict.fromkeys(map(self._field, differ)))

    def _add_texts(self, name: str, said: Values) -> list[str]:
        """Take the texts that are missing; return the fields of those of which there is another one."""
        mine, theirs = texts_of(self.values.get(name, "")), texts_of(said[name])
        self._set(name, as_told(theirs | mine))
        return [each for each, text in theirs.items() if mine.get(each, text) != text]

    def _may_take(self, name: str, said: Values, *, same_place: bool, takes_number: bool) -> bool:
        if name in self._recognition.register.named_by or self._field(name) in self._corrected:
            return False
        if name in _OF_THE_PLACE:
            return same_place
        if name == "birth_date":
            return self.values.get("birth_year") in {None, said.get("birth_year")}
        return takes_number or self._recognition.number not in _together(name)

    def _take(self, name: str, said: Values) -> None:
        pair = _together(name)
        if all(self.values.get(each) in {None, ""} for each in pair):
            for each in pair:
                if each in said:
                    self._set(each, said[each])

    def _set(self, name: str, value: Any) -> None:
        if self.values.get(name) != value:
            self.values[name] = value
            self.is_changed = True

    def _is_elsewhere(self, said: Values) -> bool:
        """Say whether a double lies where its leader does not; one place may hold the other."""
        if said.get("place") is None:
            return False
        if self.values.get("place") is None:
            return True
        ours, theirs = (PlaceCode.of(each["place"], each["place_level"]).text for each in (self.values, said))
        return not ours.startswith(theirs) and not theirs.startswith(ours)

    def _field(self, name: str) -> str:
        fields = _FIELDS_OF.get(name, (name,))
        return next((field for field in fields if field in self._fields), fields[0])


def _together(name: str) -> tuple[str, ...]:
    return next((pair for pair in _TOGETHER if name in pair), (name,))
