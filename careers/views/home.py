"""The first page, and the two addresses that ask whether the server is well."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from careers.figures.standing import Standing
from careers.figures.start import almost_at_the_second_camp, way_minutes
from careers.http import Request
from careers.views.visitors import same_for_visitors


@require_safe
@same_for_visitors()
def index(request: Request) -> HttpResponse:
    """Signed in, `/` is Today."""
    if request.user.is_authenticated:
        return redirect("today:index")
    return render(request, "home/index.html", _first_page(request.standing))


def _first_page(standing: Standing) -> dict[str, Any]:
    """The way in numbers: everything for the first role, and what the first background has left of it."""
    catalogue, role = standing.catalogue, standing.role
    background = catalogue.backgrounds[0] if catalogue.backgrounds else None
    return {
        "catalogue": catalogue,
        "stages": catalogue.stages,
        "camps": standing.camps,
        "sample": almost_at_the_second_camp(standing),
        "role": role,
        "background": background,
        "essential_minutes": way_minutes(catalogue, role, None) if role else 0,
        "own_minutes": way_minutes(catalogue, role, background) if role else 0,
        "longest_minutes": max((stage.minutes for stage in catalogue.stages), default=0),
    }


@require_safe
def favicon(request: Request) -> HttpResponse:
    """For pages that name no icon of their own, such as the administration."""
    mark = settings.BASE_DIR / "static" / "img" / "mark.svg"
    return HttpResponse(mark.read_bytes(), content_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})


@require_safe
def manifest(request: Request) -> HttpResponse:
    """For phones that put Ascent on their home screen: their share sheet then offers it for a posting."""
    told = {
        "name": "Ascent",
        "short_name": "Ascent",
        "id": "/",
        "start_url": reverse("today:index"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#f6f1e6",
        "theme_color": "#f6f1e6",
        "icons": [{"src": reverse("favicon"), "sizes": "any", "type": "image/svg+xml"}],
        "share_target": {
            "action": reverse("applications:new"),
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    headers = {"Cache-Control": "max-age=86400"}
    return JsonResponse(told, content_type="application/manifest+json", headers=headers)


@require_safe
@never_cache
def healthz(request: Request) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: Request) -> HttpResponse:
    """The database answers and every migration is applied."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:  # whatever keeps the database from answering, the answer is the same
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    if waiting:
        return HttpResponse(f"{len(waiting)} migrations wait", status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")
