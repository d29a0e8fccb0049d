"""What a supervisor asks."""

from __future__ import annotations

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sanphalang import __version__


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Say whether the platform answers and its database too: 200 ``ok``, or 503 ``database does not answer``."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        status = "ok"
    except Error:
        status = "database does not answer"
    answer = {"status": status, "version": __version__, "database": connection.vendor}
    return JsonResponse(answer, status=200 if status == "ok" else 503)
