"""The published log at ``/log/``: for anybody to copy, as files that never change."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from baeum.credentials.tiles import CHECKPOINT
from baeum.transparency.folder import WITNESSED, folder

FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=5"  # seconds


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001  Django passes it
    """A checkpoint or a tile. 404 for anything else, and for what is not there."""
    head = name in (CHECKPOINT, WITNESSED)
    try:
        held = folder().read(name)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise Http404 from error
    response = HttpResponse(
        held, content_type="text/plain; charset=utf-8" if head else "application/octet-stream"
    )
    response.headers["Cache-Control"] = FOR_NOW if head else FOR_EVER
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"  # it is public: monitors may be pages
    return response
