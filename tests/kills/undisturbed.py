"""What an import comes to when nobody disturbs it, to compare with."""

from __future__ import annotations

from pathlib import Path

from tests.kills.groups import write_list
from tests.kills.installation import Installation
from tests.kills.people import write_people


class Undisturbed:
    """What the registry holds after an import of so many rows, and how long its parts take, in seconds."""

    def __init__(self, installation: Installation, path: Path, rows: int, kind: str = "organisations") -> None:
        (write_people if kind == "people" else write_list)(path, rows)
        self.path, self.kind = str(path), kind
        installation.begin_again()
        assert installation.do("import", self.path, kind)[0] == 0
        self.records, self.claims = installation.records(kind), installation.claims(kind)
        assert len({row[:1] + row[4:6] for row in self.records}) == len(self.records) > rows * 0.8
        self.withdrawing = installation.do("withdraw", 1)[1]
        assert installation.records(kind) == []
        installation.begin_again()
        self.checking = installation.do("check", self.path, kind)[1]
        self.bringing_in = installation.do("bring in", 1)[1]
        assert installation.records(kind) == self.records
