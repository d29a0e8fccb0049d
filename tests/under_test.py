"""The database under test of this process: a copy of the prepared one, which a new copy replaces."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from tests.prepared import Prepared, Server

ON_SERVER = bool(os.environ.get("TEST_POSTGRES_URL"))


class DatabaseUnderTest:
    """The one that ``tests.settings`` names."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._name = connection.settings_dict["NAME"]
        # What is kept as keyed digests, as the index of search is, is known again under the key of the original alone.
        shutil.copyfile(prepared.home / "secret-key", settings.KEY_FILE)
        settings.SECRET_KEY = settings.KEY_FILE.read_text().strip()

    def renew(self) -> None:
        """Put a new copy in its place."""
        connections.close_all()
        if ON_SERVER:
            self.remove()
            Server(os.environ["DATABASE_URL"]).create(self._name, self._prepared.database)
            return
        file = Path(self._name)
        for beside in ("-wal", "-shm"):
            Path(f"{file}{beside}").unlink(missing_ok=True)
        shutil.copyfile(self._prepared.file, f"{file}.new")
        Path(f"{file}.new").replace(file)

    def remove(self) -> None:
        """Leave nothing behind on a server; a file goes with the home."""
        connections.close_all()
        if ON_SERVER:
            Server(os.environ["DATABASE_URL"]).drop(self._name)
