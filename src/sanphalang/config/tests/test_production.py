"""The settings under which people work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_ASK = """
import json, django
django.setup()
from django.conf import settings
from django.core import checks
from django.test import Client
found = [m.id for m in checks.run_checks(include_deployment_checks=True) if not m.is_silenced()]
answer = Client().get("/accounts/login/", secure=True, headers={"Host": "sanphalang.example"})
print(json.dumps({
    "found": found,
    "headers": dict(answer.headers),
    "cookies": {name: dict(cookie) for name, cookie in answer.cookies.items()},
    "session": [settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE],
    "proxies": settings.ALLAUTH_TRUSTED_PROXY_COUNT,
    "provider": settings.SOCIALACCOUNT_PROVIDERS,
    "cache": settings.CACHES["default"]["BACKEND"],
}))
"""


def _asked(home: Path, **environment: str) -> Any:
    """Ask a process that has the settings of production."""
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SANPHALANG_")},
        "DJANGO_SETTINGS_MODULE": "sanphalang.config.settings",
        "DATABASE_URL": "",
        "SANPHALANG_HOME": str(home),
        "SANPHALANG_PRODUCTION": "1",
        "SANPHALANG_HOSTS": "sanphalang.example",
        **environment,
    }
    done = subprocess.run([sys.executable, "-c", _ASK], env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return _asked(tmp_path_factory.mktemp("production"))


def test_the_check_for_deployment_finds_nothing(production: Any) -> None:
    assert production["found"] == []


def test_cookies_travel_over_tls_alone(production: Any) -> None:
    assert production["session"] == [True, True, "Lax"]
    assert production["cookies"]["csrftoken"]["secure"] is True


def test_browsers_are_told_to_use_tls(production: Any) -> None:
    assert production["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_tries_at_a_sign_in_are_counted_across_processes_and_no_forwarded_address_is_believed(production: Any) -> None:
    assert production["cache"] == "django.core.cache.backends.db.DatabaseCache"
    assert production["proxies"] == 0


def test_without_a_provider_in_the_environment_there_is_none(production: Any) -> None:
    assert production["provider"] == {}
    assert "form-action 'self';" in production["headers"]["Content-Security-Policy"] + ";"


def test_the_environment_names_a_provider(tmp_path: Path) -> None:
    named = _asked(
        tmp_path,
        SANPHALANG_OIDC_ISSUER="https://id.example/realm/",
        SANPHALANG_OIDC_NAME="ThaID",
        SANPHALANG_OIDC_CLIENT_ID="us",
        SANPHALANG_OIDC_SECRET="a secret",
        SANPHALANG_OIDC_SCOPES="openid pid",
    )
    (app,) = named["provider"]["openid_connect"]["APPS"]
    assert (app["name"], app["client_id"], app["secret"]) == ("ThaID", "us", "a secret")
    assert app["settings"] == {"server_url": "https://id.example/realm", "scope": ["openid", "pid"]}
    assert "form-action 'self' https://id.example" in named["headers"]["Content-Security-Policy"]
