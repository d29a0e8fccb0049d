"""The list of findings is closed and none of it is dead."""

from pathlib import Path

import pytest

from sanphalang.thai import findings
from sanphalang.thai.findings import Finding, FindingKind

SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in Path(findings.__file__).parent.glob("*.py")
    if path.name != "findings.py"
)


@pytest.mark.parametrize("kind", FindingKind)
def test_every_kind_is_found_by_some_reader_and_is_its_own_plain_text(kind: FindingKind) -> None:
    assert f"FindingKind.{kind.name}" in SOURCES
    assert str(kind) == kind.name.lower()


def test_a_finding_is_a_plain_value() -> None:
    assert Finding(FindingKind.COUNT_SEVERAL, "1 2") == ("count_several", "1 2")
