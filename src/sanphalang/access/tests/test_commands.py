"""What every command has in common, and ``user``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError, CommandParser
from django.test import Client

from sanphalang.access.commands import PlatformCommand
from sanphalang.access.management.commands.user import Command as UserCommand
from sanphalang.access.models import User
from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.second_factor import ways_of
from sanphalang.access.tests.factories import make_account, sign_in
from sanphalang.ledger.models import Entry

pytestmark = pytest.mark.django_db

Run = Callable[..., tuple[int, str, str]]


class Count(PlatformCommand):
    """A command of the tests."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what")

    def handle(self, *, what: str, **options: Any) -> None:
        self.say("counting")
        if what == "forbidden":
            raise Refused("คำขอนี้ทำไม่ได้")
        if what == "unreadable":
            Path("/proc/self/mem").read_bytes()
        if what == "missing":
            Path("/nowhere/list.csv").read_bytes()
        if what == "impossible":
            raise CommandError("There is no such thing.")
        self.result({"actor": self.viewer.actor, "what": what}, f"{what}, says {self.viewer.actor}")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command as from the command line; return exit code, stdout and stderr."""
    monkeypatch.setattr("sanphalang.access.commands.connections.close_all", lambda: None)

    def run(command: type[PlatformCommand], *arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            command().run_from_argv(["sanphalang", "it", *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_results_and_talk_go_apart(run: Run) -> None:
    assert run(Count, "sheep") == (0, "sheep, says operator\n", "counting\n")


def test_json_is_one_line(run: Run) -> None:
    code, out, err = run(Count, "แกะ", "--json")
    assert (code, err) == (0, "counting\n")
    assert [json.loads(line) for line in out.splitlines()] == [{"actor": "operator", "what": "แกะ"}]


@pytest.mark.parametrize(
    ("what", "sentence"), [("forbidden", "คำขอนี้ทำไม่ได้"), ("impossible", "There is no such thing.")]
)
def test_a_refusal_is_a_sentence_and_code_2(run: Run, what: str, sentence: str) -> None:
    assert run(Count, what) == (2, "", f"counting\n{sentence}\n")
    code, out, _err = run(Count, what, "--json")
    assert (code, json.loads(out.splitlines()[-1])) == (2, {"error": sentence})


@pytest.mark.parametrize(("what", "named"), [("unreadable", "Input/output error"), ("missing", "/nowhere/list.csv")])
def test_a_file_that_cannot_be_read_is_a_sentence_and_code_2(run: Run, what: str, named: str) -> None:
    code, out, err = run(Count, what, "--json")
    assert code == 2
    assert err == f"counting\n{json.loads(out)['error']}\n"
    assert named in err


@pytest.mark.parametrize("arguments", [(), ("sheep", "--no-such-option"), ("sheep", "goat")])
def test_a_misspelt_command_line_is_refused_the_same_way(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(Count, *arguments, "--json")
    assert code == 2
    assert json.loads(out)["error"]
    assert err


def _out_of_reach(home: Path) -> str:
    return "postgresql://nobody@127.0.0.1:1/nothing"


def _no_database(home: Path) -> str:
    (home / "sanphalang.sqlite3").write_text("a letter, not a database; long enough to be looked at" * 20)
    return ""


@pytest.mark.parametrize("harm", [_out_of_reach, _no_database])
def test_a_database_that_cannot_be_opened_is_a_sentence(tmp_path: Path, harm: Callable[[Path], str]) -> None:
    """The operator mistyped the address, or the server is down."""
    environment = {**os.environ, "SANPHALANG_HOME": str(tmp_path), "DATABASE_URL": harm(tmp_path), "PYTHONPATH": "src"}
    environment["DJANGO_SETTINGS_MODULE"] = "sanphalang.config.settings"
    command = [sys.executable, "-m", "sanphalang.config.cli", "user", "new-password", "a@example.org", "--json"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr == json.loads(ended.stdout)["error"] + "\n"
    assert ended.stderr.startswith("เปิดฐานข้อมูลไม่ได้: ")


def test_as_acts_as_that_account(run: Run) -> None:
    user = make_account(Role.DATA_MANAGER, "30", email="rattana@example.org")
    assert run(Count, "sheep", "--as", "rattana@example.org")[1] == f"sheep, says user:{user.pk}\n"


def test_as_nobody_is_refused(run: Run) -> None:
    code, out, err = run(Count, "sheep", "--as", "nobody@example.org")
    assert (code, out) == (2, "")
    assert "nobody@example.org" in err


def test_user_add_opens_an_account_that_can_sign_in(run: Run) -> None:
    code, out, _err = run(
        UserCommand, "add", "Somchai@Example.org", "--role", "data_manager", "--centre", "30", "--json"
    )
    account = json.loads(out)
    user = User.objects.get(email="somchai@example.org")
    assert code == 0
    assert account["email"] == user.email
    assert user.check_password(account["password"])
    assert [(grant.role, grant.centre_code) for grant in viewer_of(user).grants] == [("data_manager", "30")]
    assert account["password"] not in str(list(Entry.objects.values()))
    assert user.email not in str(list(Entry.objects.values()))


def test_user_add_gives_a_known_account_another_role_and_keeps_its_password(run: Run) -> None:
    user = make_account(Role.DATA_MANAGER, "30", email="somchai@example.org")
    before = user.password
    code, out, _err = run(
        UserCommand, "add", "somchai@example.org", "--role", "data_manager", "--centre", "31", "--json"
    )
    user.refresh_from_db()
    assert (code, json.loads(out)["password"], user.password) == (0, None, before)
    assert {grant.centre_code for grant in viewer_of(user).grants} == {"30", "31"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("somchai@example.org", "--role", "data_manager"),  # no centre
        ("somchai@example.org", "--role", "data_manager", "--centre", "99"),  # no such centre
        ("somchai@example.org", "--role", "national_analyst", "--centre", "30"),  # a national role at a centre
        ("somchai@example.org", "--role", "king"),  # no such role
        ("somchai@example.org",),  # no role
        ("somchai", "--role", "national_analyst"),  # no address
        ("here@example.org", "--role", "data_manager", "--centre", "30"),  # has it already
    ],
)
def test_user_add_refuses_clearly_and_makes_nothing(run: Run, arguments: tuple[str, ...]) -> None:
    make_account(Role.DATA_MANAGER, "30", email="here@example.org")
    code, out, err = run(UserCommand, "add", *arguments)
    assert (code, out) == (2, "")
    assert len(err.strip()) > 20
    assert User.objects.count() == 1


def test_user_new_password_replaces_the_old_one(run: Run) -> None:
    user = make_account(email="somchai@example.org")
    code, out, _err = run(UserCommand, "new-password", "somchai@example.org", "--json")
    user.refresh_from_db()
    assert code == 0
    assert user.check_password(json.loads(out)["password"])
    assert run(UserCommand, "new-password", "nobody@example.org")[0] == 2


@pytest.mark.parametrize(("role", "code"), [(Role.DATA_MANAGER, 2), (Role.NATIONAL_ADMINISTRATOR, 0)])
def test_only_the_national_administrator_opens_accounts(run: Run, role: Role, code: int) -> None:
    make_account(role, "" if role.is_national else "30", email="me@example.org")
    arguments = ("add", "new@example.org", "--role", "coordinator", "--centre", "30", "--as", "me@example.org")
    assert run(UserCommand, *arguments)[0] == code
    assert User.objects.filter(email="new@example.org").exists() is (code == 0)


def test_user_close_ends_roles_and_sessions_and_reopen_gives_none_back(run: Run) -> None:
    user = make_account(Role.DATA_MANAGER, "30", email="somchai@example.org")
    assert run(UserCommand, "close", "Somchai@example.org", "--json")[0] == 0
    user.refresh_from_db()
    assert not user.is_active
    assert viewer_of(user).grants == ()
    assert run(UserCommand, "close", "somchai@example.org")[0] == 2
    assert run(UserCommand, "add", "somchai@example.org", "--role", "member", "--centre", "30")[0] == 2
    assert run(UserCommand, "reopen", "somchai@example.org")[0] == 0
    user.refresh_from_db()
    assert user.is_active
    assert viewer_of(user).grants == ()


def test_user_list_tells_accounts_and_their_roles(run: Run) -> None:
    make_account(Role.DATA_MANAGER, "30", email="somchai@example.org", name="สมชาย")
    make_account(email="nobody@example.org")
    code, out, _err = run(UserCommand, "list", "--json")
    accounts = json.loads(out)["accounts"]
    assert code == 0
    assert accounts[0] == {
        "email": "somchai@example.org",
        "name": "สมชาย",
        "is_open": True,
        "roles": [{"role": "data_manager", "centre": "30", "until": None}],
    }
    assert accounts[1]["roles"] == []
    assert "somchai@example.org" in run(UserCommand, "list")[1]


@pytest.mark.parametrize("act", ["list", "close", "reopen", "new-password"])
def test_accounts_elsewhere_are_managed_by_the_nation_alone(run: Run, act: str) -> None:
    make_account(Role.COORDINATOR, "30", email="me@example.org")
    make_account(Role.MEMBER, "31", email="other@example.org")
    arguments = (act,) if act == "list" else (act, "other@example.org")
    assert run(UserCommand, *arguments, "--as", "me@example.org")[0] == 2


@pytest.mark.parametrize("role", ["member", "provincial_office", "inspector", "coordinator"])
def test_user_add_knows_the_roles_of_a_centre(run: Run, role: str) -> None:
    assert run(UserCommand, "add", "new@example.org", "--role", role, "--centre", "30")[0] == 0
    assert run(UserCommand, "add", "new2@example.org", "--role", role)[0] == 2


def test_user_add_knows_the_data_protection_officer(run: Run) -> None:
    assert run(UserCommand, "add", "new@example.org", "--role", "data_protection_officer")[0] == 0


@pytest.mark.parametrize("act", ["close", "reopen", "new-password"])
def test_whom_is_asked_for(run: Run, act: str) -> None:
    code, _out, err = run(UserCommand, act)
    assert (code, len(err) > 20) == (2, True)


def test_user_remove_second_step_lets_in_who_lost_the_telephone(run: Run, client: Client) -> None:
    user = make_account(Role.COORDINATOR, "30", email="somchai@example.org")
    sign_in(client, user)
    assert run(UserCommand, "remove-second-step", "Somchai@example.org", "--json")[0] == 0
    assert not ways_of(user)
    assert client.get("/accounts/second-step/")["Location"].startswith("/accounts/login/")  # the lost telephone's too
    assert Entry.objects.get().verb == "access.remove_second_factors"
    for email in ("somchai@example.org", "nobody@example.org"):
        code, out, err = run(UserCommand, "remove-second-step", email)
        assert (code, out) == (2, "")
        assert email in err


def test_a_coordinator_elsewhere_takes_no_second_step_away(run: Run, client: Client) -> None:
    sign_in(client, make_account(Role.COORDINATOR, "31", email="somchai@example.org"))
    make_account(Role.COORDINATOR, "30", email="me@example.org")
    assert run(UserCommand, "remove-second-step", "somchai@example.org", "--as", "me@example.org")[0] == 2
