"""Which words tell what a list has done: the sentences differ where a list makes no records of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sanphalang.intake import membership_results, record_results
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.registers import tells_memberships


class Results(Protocol):
    """What bringing in and withdrawing did, or left, in sentences. ``counts`` are of records or of rows."""

    def brought(self, counts: Mapping[str, int]) -> list[str]:
        """Return what bringing in has done."""

    def withdrawn(self, counts: Mapping[str, int]) -> list[str]:
        """Return what the withdrawal has done."""

    def consequences(self, counts: Mapping[str, int]) -> list[str]:
        """Return what a withdrawal will do."""

    def standing(self, number: int) -> str:
        """Return what stands where bringing in broke off."""

    def taken_back(self, number: int) -> str:
        """Return what has been taken back where the withdrawal broke off."""

    def left(self, number: int) -> str:
        """Return what still stands where the withdrawal broke off."""


def results_of(batch: ImportBatch) -> Results:
    """Return the words for what a batch has done."""
    return membership_results if tells_memberships(batch) else record_results
