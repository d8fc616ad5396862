"""The administration's first screen: what waits for a curator."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.dump_catalogue import stored
from careers.acts.settle_conflict import NothingToSettle, settle_conflict
from careers.admin.desk import curators, only, page
from careers.figures import desk, history, queue
from careers.http import Request

THINNEST_SHOWN, EDITED_SHOWN, ACTS_SHOWN, WAITING_SHOWN = 8, 12, 5, 5


def index(request: Request) -> HttpResponse:
    if not request.user.curates:
        return redirect("admin:moderation")
    catalogue = request.standing.catalogue
    rows = stored()
    late, late_count = desk.late()
    edited = desk.edited(rows)
    now = timezone.now()
    waiting = queue.waiting(catalogue, now)
    context = {
        "catalogue": catalogue,
        "coverage": desk.coverage(catalogue),
        "late": late,
        "late_count": late_count,
        "conflicts": desk.conflicts(rows),
        "items": waiting[:WAITING_SHOWN],
        "waiting_count": len(waiting),
        "oldest": max((item.days for item in waiting), default=0),
        "asked": queue.asked_for(catalogue, now),
        "doubtful": queue.doubtful(),
        "edited": edited[:EDITED_SHOWN],
        "edited_more": max(len(edited) - EDITED_SHOWN, 0),
        "acts": history.acts()[:ACTS_SHOWN],
        "thinnest_shown": THINNEST_SHOWN,
    }
    return page(request, "desk/index.html", "index", context)


@only(curators)
@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    side, field = request.POST.get("side", ""), request.POST.get("field", "")
    try:
        if side not in ("text", "database"):
            raise NothingToSettle
        settle_conflict(pk, field, side, json.loads(request.POST.get("seen", "")))  # type: ignore[arg-type]
    except (NothingToSettle, json.JSONDecodeError, RecursionError):
        messages.error(request, "That conflict is no longer the one you saw. Nothing was changed; look again.")
    except CatalogueRefused as refused:
        messages.error(request, f"The text’s value does not fit here. Nothing was changed. {refused}")
    else:
        kept = "the text’s value is taken" if side == "text" else "the value here is kept"
        messages.success(request, f"Settled: {kept}.")
    return redirect("admin:index")
