"""Why a write does not come about, whatever the room; ``policy.Refused`` says that the viewer may not."""

from __future__ import annotations


class ChangedMeanwhileError(Exception):
    """Somebody changed the record after it was read; nothing was written."""


class CannotBeError(Exception):
    """What was asked contradicts what is stored. The text is a sentence for the person."""


class NoSuchRecordError(Exception):
    """There is no such record, or none that this viewer may know of."""
