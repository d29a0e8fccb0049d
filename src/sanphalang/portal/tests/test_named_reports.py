"""The command ``report``: reports by name, as files; refusals in a sentence."""

from __future__ import annotations

import json
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from openpyxl import load_workbook

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account
from sanphalang.programme.models import Indicator
from sanphalang.reports.tests.networks import join_two_authorities

pytestmark = pytest.mark.django_db

ORGANISATIONS = "KPI3"


@pytest.fixture
def two_authorities() -> None:
    join_two_authorities()


@pytest.mark.usefixtures("two_authorities")
def test_the_command_writes_every_kind_and_a_part_alone(tmp_path: Path) -> None:
    for name, begins in (("a.pdf", b"%PDF"), ("a.docx", b"PK"), ("a.xlsx", b"PK")):
        call_command("report", "network", "--area", "ภาคตะวันออกเฉียงเหนือ", "--year", "2563", "-o", str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(begins)
    told = StringIO()
    centres = tmp_path / "centres.csv"
    call_command("report", "centres", "--place", "บุรีรัมย์", "-o", str(centres), as_json=True, stdout=told)
    assert json.loads(told.getvalue())["report"] == "centres"
    assert '"2560","ศรส.","ผู้สูงอายุ",1' in centres.read_text("utf-8")


@pytest.mark.usefixtures("two_authorities")
@pytest.mark.parametrize(
    "asked",
    [
        ["nothing", "-o", "a.pdf"],
        ["network", "-o", "a.exe"],
        ["network", "--area", "99", "-o", "a.pdf"],
        ["network", "--area", "3021", "-o", "a.pdf"],
        ["network", "--year", "ปีก่อน", "-o", "a.pdf"],
        ["network", "--year", "2499", "-o", "a.pdf"],
        ["network", "--year", "2699", "-o", "a.pdf"],
        ["network", "--from", "1/10/2568", "-o", "a.pdf"],
        ["joined", "--area", "50", "-o", "a.csv"],
        ["network", "-o", "a.pdf", "--as", "nobody@example.org"],
    ],
)
def test_what_cannot_be_reported_is_refused_with_a_sentence(asked: list[str], tmp_path: Path) -> None:
    asked[asked.index("-o") + 1] = str(tmp_path / asked[asked.index("-o") + 1])
    with pytest.raises(CommandError, match=" "):
        call_command("report", *asked)
    assert not list(tmp_path.iterdir())


def test_the_command_writes_the_same(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.docx", "a.xlsx", "a.csv"):
        call_command("report", "programme", "--from", "1/10/2568", "--to", "31/12/2568", "-o", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 500
    call_command("report", "programme", "--year", "2569", "-o", str(tmp_path / "b.csv"))
    assert Indicator.objects.get(code=ORGANISATIONS).name_th in (tmp_path / "b.csv").read_text("utf-8")
    refused = (
        ["--area", "30"],
        ["--from", "พรุ่งนี้"],
        ["--from", "1/1/2699"],
        ["--from", "1/2/2569", "--to", "1/1/2569"],
        ["--year", "2569", "--from", "1/1/2569"],
    )
    for each in refused:
        with pytest.raises(CommandError):
            call_command("report", "programme", *each, "-o", str(tmp_path / "c.pdf"))
    assert not (tmp_path / "c.pdf").exists()


def test_it_acts_as_an_account_which_sees_how_its_own_centre_is_doing(tmp_path: Path) -> None:
    account = make_account(Role.DATA_MANAGER, "30")
    call_command("report", "programme", "-o", str(tmp_path / "a.xlsx"), as_user=account.email)
    call_command("report", "programme", "-o", str(tmp_path / "b.xlsx"))
    assert [_health_rows(tmp_path / name) for name in ("a.xlsx", "b.xlsx")] == [1, 82]


def _health_rows(path: Path) -> int:
    sheet = load_workbook(BytesIO(path.read_bytes()), read_only=True)["health"]
    return sum(1 for _row in sheet.iter_rows(min_row=3))
