"""What an import comes to when nobody disturbs it, to compare with."""

from __future__ import annotations

from pathlib import Path

from tests.kills.groups import write_list
from tests.kills.installation import Installation


class Undisturbed:
    """What the registry holds after an import of so many rows, and how long its parts take, in seconds."""

    def __init__(self, installation: Installation, path: Path, rows: int) -> None:
        write_list(path, rows)
        self.path = str(path)
        installation.begin_again()
        assert installation.do("import", self.path)[0] == 0
        self.organisations, self.claims = installation.organisations(), installation.claims()
        assert len({row[:1] + row[4:6] for row in self.organisations}) == len(self.organisations) > rows * 0.8
        self.withdrawing = installation.do("withdraw", 1)[1]
        assert installation.organisations() == []
        installation.begin_again()
        self.checking = installation.do("check", self.path)[1]
        self.bringing_in = installation.do("bring in", 1)[1]
        assert installation.organisations() == self.organisations
