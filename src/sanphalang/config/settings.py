"""Settings, read from the environment (``contract.md``): SANPHALANG_HOME, DATABASE_URL, SANPHALANG_PRODUCTION.

The embedded set-up needs none of them: SQLite, files and keys live under ``var/``. Nothing here asks a third-party
host.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from sanphalang.config.mail import mail_server

PACKAGE = Path(__file__).resolve().parent.parent

HOME = Path(os.environ.get("SANPHALANG_HOME") or "var").resolve()
PRODUCTION = os.environ.get("SANPHALANG_PRODUCTION", "") == "1"


def _kept_key(path: Path) -> str:
    """Return the installation's own key, made on first use and kept readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Another process may start at the same moment: the key appears whole, and the first one stays.
        with tempfile.NamedTemporaryFile(dir=path.parent) as new:
            new.write(secrets.token_urlsafe(50).encode())
            new.flush()
            with suppress(FileExistsError):
                os.link(new.name, path)
    return path.read_text().strip()


def _database(url: str) -> dict[str, Any]:
    """Return Django's settings for a PostgreSQL address, or for the embedded SQLite database when there is none."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "sanphalang.sqlite3",
            "CONN_MAX_AGE": None,  # a kept connection keeps its cache of pages
            "OPTIONS": {
                # Deferred transactions that turn into writers fail with "database is locked"; immediate ones wait.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # A large import writes the same index pages again and again: they are moved from the log to the
                # database every 128 MB, not every 4.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;"
                "PRAGMA wal_autocheckpoint=32000;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL names {parts.scheme!r}; only postgresql:// is supported.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Pages read indexes from memory or flash, not from a turning disk, and many are asked for at once: the planner
        # may take an index that holds the answer, and leaves the other processors to the other pages. JIT compiles a
        # statement for as long as a page may take, each time it is asked. Rows come in the same order each time.
        "OPTIONS": {
            "options": "-c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 -c jit=off"
            " -c synchronize_seqscans=off"
        },
    }


def _provider() -> dict[str, Any]:
    """Return the OpenID Connect provider that the environment names (ThaID, an agency's own), if it names one."""
    issuer = os.environ.get("SANPHALANG_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    scopes = os.environ.get("SANPHALANG_OIDC_SCOPES") or "openid email"
    app = {
        "provider_id": "provider",
        "name": os.environ.get("SANPHALANG_OIDC_NAME") or urlsplit(issuer).hostname,
        "client_id": os.environ.get("SANPHALANG_OIDC_CLIENT_ID", ""),
        "secret": os.environ.get("SANPHALANG_OIDC_SECRET", ""),
        "settings": {"server_url": issuer, "scope": scopes.split()},
    }
    return {"openid_connect": {"APPS": [app]}}


def _origins(url: str) -> list[str]:
    """Return the origin of an address for the content policy, or nothing."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


# Where the key is kept, so that a backup can take it along; None when the environment gives one.
KEY_FILE = None if os.environ.get("SANPHALANG_SECRET_KEY") else HOME / "secret-key"
SECRET_KEY = _kept_key(KEY_FILE) if KEY_FILE else os.environ["SANPHALANG_SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SANPHALANG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if PRODUCTION]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django_filters",
    "django_vite",
    "csp",
    "sanphalang.config",
    "sanphalang.operations",
    "sanphalang.portal",
    "sanphalang.demo",
    "sanphalang.programme",
    "sanphalang.stewardship",
    "sanphalang.search",
    "sanphalang.reports",
    "sanphalang.privacy",
    "sanphalang.intake",
    "sanphalang.verification",
    "sanphalang.matching",
    "sanphalang.knowledge",
    "sanphalang.committees",
    "sanphalang.organisations",
    "sanphalang.people",
    "sanphalang.manual",
    "sanphalang.files",
    "sanphalang.issues",
    "sanphalang.sdg",
    "sanphalang.access",
    "sanphalang.places",
    "sanphalang.ledger",
    "sanphalang.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sanphalang.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sanphalang.access.middleware.ViewerMiddleware",
    "sanphalang.web.errors.NotAllowedMiddleware",
]

ROOT_URLCONF = "sanphalang.config.urls"
WSGI_APPLICATION = "sanphalang.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sanphalang.config.navigation.navigation",
            ],
            "builtins": ["django.templatetags.i18n", "sanphalang.web.templatetags.web"],
        },
    }
]

DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}
CACHES = {
    # What all processes must know of each other: tries at a sign-in, codes that were used. `init` makes the table.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},  # beyond that others' tries would push out one's own
    },
    # In each web process by itself: nothing more to run, and a page is remade in every one before long anyway.
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "local"},
    "figures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "figures",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
    # What is told or drawn for a page, many times as large as a figure.
    "drawn": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "drawn",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
    # Whole files: one that is out of date leaves the memory only when others need its place.
    "papers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "papers",
        "OPTIONS": {"MAX_ENTRIES": 12},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 300},  # some 15 MB
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["sanphalang.access.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Sign-in by django-allauth, behind the pages of `access`. Nobody opens an account for themselves, and no limit hangs on
# an internet address: an office has one for all its people. Tries are counted for each account (access/throttle.py).
ACCOUNT_ADAPTER = "sanphalang.access.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/30m/key",  # of second factors
    "reset_password": "5/m/key",  # the address that is written into the form
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SANPHALANG_TRUSTED_PROXIES") or 0)
MFA_ADAPTER = "sanphalang.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_RATE_LIMITS = {"webauthn_login": None}  # a passkey cannot be guessed
SOCIALACCOUNT_ADAPTER = "sanphalang.access.adapters.ProviderAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS = _provider()

# Computers are shared: a session ends with the browser, and after a working day at the latest.
SESSION_ENGINE = "sanphalang.access.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # served straight from the installed package; no collectstatic step to forget
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = "/web/dist/assets/"  # their names change with their contents
FRONT_END_MANIFEST = PACKAGE / "web" / "static" / "web" / "dist" / "manifest.json"
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "static_url_prefix": "web/dist",
        "manifest_path": FRONT_END_MANIFEST,
    }
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Signing in with a provider begins with a form of ours that leads there.
        "form-action": [SELF, *_origins(os.environ.get("SANPHALANG_OIDC_ISSUER", ""))],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False  # the proxy in front does that
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
X_FRAME_OPTIONS = "DENY"

_MAIL = mail_server(os.environ.get("SANPHALANG_EMAIL_URL", ""))
MAIL_IS_CONFIGURED = bool(_MAIL.host)
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.use_tls, _MAIL.use_ssl
EMAIL_TIMEOUT = 10  # somebody waits for the page
DEFAULT_FROM_EMAIL = _MAIL.sender

# Reference data of the rooms, lowest floor first; each can be loaded again at any time.
REFERENCE_DATA = [
    "sanphalang.places.reference.load",
    "sanphalang.access.reference.load",
    "sanphalang.sdg.reference.load",
    "sanphalang.issues.reference.load",
    "sanphalang.organisations.reference.load",
    "sanphalang.people.reference.load",
    "sanphalang.privacy.reference.load",
    "sanphalang.search.reference.load",
    "sanphalang.reports.reference.load",
    "sanphalang.programme.reference.load",
]
# Derived tables, recomputed when the ledger marks their subjects (ledger/projections.py).
PROJECTIONS: list[str] = [
    "sanphalang.reports.cells.PROJECTIONS",
    "sanphalang.search.projection.PROJECTIONS",
]
# What the one box finds, in the order of the groups on its page (web/searched.py).
SEARCHED: list[str] = [
    "sanphalang.organisations.searched.SEARCHED",
    "sanphalang.committees.searched.SEARCHED",
    "sanphalang.knowledge.searched.SEARCHED",
    "sanphalang.people.searched.SEARCHED",
    "sanphalang.places.searched.SEARCHED",
]
# Which rooms above privacy keep words that may name a person who is erased (privacy/above.py).
WORDS_OF_PEOPLE = [
    "sanphalang.programme.forgetting.WORDS",
    "sanphalang.portal.reported_words.WORDS",
]
# Who finds the records of a list by words (web/finding.py).
FINDER = "sanphalang.search.finding.records_found"
# Which rooms fill the slots that pages of lower rooms leave (web/panels.py).
PANELS = "sanphalang.config.panels.PANELS"
# Who looks, before something new is saved, whether it is there already (web/twins.py).
TWINS = {
    "organisations": "sanphalang.stewardship.twins.of_organisation",
    "people": "sanphalang.stewardship.twins.of_person",
}

# SECURE_SSL_REDIRECT: see above; SECURE_HSTS_PRELOAD: whether browsers carry the name for ever is for its owner.
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W021"]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

FILES_ROOT = HOME / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # larger uploads go to disk, not to memory
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "sanphalang.web.uploads.BoundedUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 1
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
UPLOAD_LIMIT_BYTES = 100_000_000  # one spreadsheet

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusals": {"()": "sanphalang.web.logs.RefusalsInOneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["refusals"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
