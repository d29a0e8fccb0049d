"""Renew frontend/package-lock.json from package.json: hashes only, no address of any kind."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from build_frontend import FRONTEND, npm


def main() -> int:
    """Let npm resolve the packages, then take out where they come from and who is to be paid."""
    with tempfile.TemporaryDirectory() as name:  # beside installed packages npm would leave out their hashes
        folder = Path(name)
        for file in ("package.json", ".npmrc"):
            shutil.copy(FRONTEND / file, folder)
        if code := npm("install", "--package-lock-only", "--no-audit", "--no-fund", folder=folder):
            return code
        content = json.loads((folder / "package-lock.json").read_text("utf-8"))
    for package in content["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    (FRONTEND / "package-lock.json").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
