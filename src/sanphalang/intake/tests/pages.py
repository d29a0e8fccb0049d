"""What the tests of the pages share: somebody signed in, and the work that a job would do."""

from __future__ import annotations

import html
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client

from sanphalang.access.models import User
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import sign_in
from sanphalang.access.viewer import Viewer
from sanphalang.intake.jobs import work_on
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import TABLE, csv_file
from sanphalang.organisations.tests.factories import make_account


def signed_in(client: Client, role: Role = Role.DATA_MANAGER, *, centre: str = "30") -> Viewer:
    """Sign a new account in with a second factor; the pages speak English, as these tests do."""
    account: User = make_account(role, centre="" if role.is_national else centre)
    sign_in(client, account)
    client.cookies["django_language"] = "en"
    return viewer_of(account, has_second_factor=True)


def upload(client: Client, content: bytes | None = None, **fields: str) -> HttpResponseBase:
    """Send the form of a new import, from some source."""
    file = SimpleUploadedFile("รายชื่อ.csv", csv_file(TABLE) if content is None else content)
    return client.post("/imports/new/", {"file": file, "kind": "organisations", "source": "พัฒนาชุมชน", **fields})


def worked(batch: ImportBatch) -> ImportBatch:
    """Do what the batch's job would do."""
    work_on.func(batch.pk, batch.actor)
    batch.refresh_from_db()
    return batch


def words(response: HttpResponseBase) -> str:
    """Return what the page's main part says, without marks and doubled white space."""
    page = response.content.decode()  # type: ignore[attr-defined]
    main = page[page.index("<main") : page.index("</main>")]
    text = re.sub(r"<(?:option|input|label)[^>]*>", " ", main)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def let_go(response: HttpResponseBase) -> None:
    """Close a download's file; closing the response would close the test's own connection with it."""
    for close in response._resource_closers:  # type: ignore[attr-defined]
        close()
