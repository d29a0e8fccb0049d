"""What the command line says when it is misspelt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (["frobnicate"], "ไม่มีคำสั่ง “frobnicate”"),
        (["user", "frobnicate"], "อ่านคำสั่งไม่เข้าใจ"),
        (["serve", "--port", "99999"], "หมายเลขพอร์ต"),
        (["serve", "--port", "0"], "หมายเลขพอร์ต"),
        (["up", "--port", "99999"], "หมายเลขพอร์ต"),
        (["serve", "--port", "x"], "อ่านคำสั่งไม่เข้าใจ"),
    ],
)
def test_a_misspelt_command_is_a_thai_sentence_and_code_2(tmp_path: Path, arguments: list[str], begins: str) -> None:
    environment = {**os.environ, "SANPHALANG_HOME": str(tmp_path), "DATABASE_URL": "", "PYTHONPATH": "src"}
    environment["DJANGO_SETTINGS_MODULE"] = "sanphalang.config.settings"
    command = [sys.executable, "-m", "sanphalang.config.cli", *arguments, "--json"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr.startswith(begins)
    assert "Traceback" not in ended.stderr
    assert json.loads(ended.stdout) == {"error": ended.stderr.strip()}
