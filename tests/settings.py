"""Settings under test: the platform's own, in a temporary home, on the database that TEST_POSTGRES_URL names."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="sanphalang-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["SANPHALANG_HOME"] = _home
os.environ["DATABASE_URL"] = os.environ.get("TEST_POSTGRES_URL", "")
os.environ.pop("SANPHALANG_PRODUCTION", None)

from sanphalang.config.settings import *  # noqa: E402, F403 (the environment had to be set first)
from sanphalang.config.settings import CACHES, DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose

# A test's writes are undone, ledger and all: what one saw must not be shown to the next.
for _kept in ("pages", "figures", "drawn", "papers"):
    CACHES[_kept] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

DATABASES["default"]["CONN_MAX_AGE"] = 0  # threads of a test leave no connection behind

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: an in-memory database locks differently. Not waiting for the disk is safe here.
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
else:
    # Several runs may share a server; a process has its own database.
    DATABASES["default"]["NAME"] = f"test_sanphalang_{os.getpid()}"
