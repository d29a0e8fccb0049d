"""Renew frontend/package-lock.json from package.json: hashes only, no address of any kind."""

from __future__ import annotations

import json
import sys

from build_frontend import FRONTEND, npm


def main() -> int:
    """Let npm resolve the packages, then take out where they come from and who is to be paid."""
    lock = FRONTEND / "package-lock.json"
    lock.unlink(missing_ok=True)
    if code := npm("install", "--package-lock-only", "--no-audit", "--no-fund"):
        return code
    content = json.loads(lock.read_text("utf-8"))
    for package in content["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    lock.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
