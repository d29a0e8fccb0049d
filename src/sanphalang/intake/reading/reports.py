"""What reading says about a file as a whole: a refusal (:class:`FileRefused`) or findings (:class:`FileFinding`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

RefusalKind = Literal[
    "file_removed",
    "empty_file",
    "file_too_large",
    "not_a_table",
    "packed_files",
    "other_document",
    "old_xml_workbook",
    "encrypted",
    "damaged",
    "unpacks_too_large",
    "dangerous_xml",
    "cell_far_away",
    "too_many_rows",
    "too_many_columns",
    "cell_too_long",
    "line_too_long",
    "unclosed_quote",
    "nul_bytes",
    "took_too_long",
    "needs_too_much_memory",
    "web_page_without_table",
    "no_rows",
]

FindingKind = Literal[
    "wrong_extension",
    "formulas_without_values",
    "macros_ignored",
    "web_page_read",
    "read_as_windows_874",
    "undecodable_characters",
    "sheet_unreadable",
]


class FileRefused(Exception):  # noqa: N818  # a refusal is an answer, not an error
    """The file cannot be read as a table. ``kind`` says why; ``details`` fills the gaps of the kind's sentence."""

    def __init__(self, kind: RefusalKind, **details: str | int) -> None:
        super().__init__(kind, details)
        self.kind: RefusalKind = kind
        self.details: Mapping[str, str | int] = details

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes whole: the details are no arguments by position."""
        return _refused, (self.kind, dict(self.details))


def _refused(kind: RefusalKind, details: Mapping[str, str | int]) -> FileRefused:
    return FileRefused(kind, **details)


@dataclass(frozen=True, slots=True)
class FileFinding:
    """Something worth telling about a file that was read all the same."""

    kind: FindingKind
    details: Mapping[str, str | int] = field(default_factory=dict)
