"""The history of the catalogue: who, when, what and why. It is read only; nobody edits it."""

import datetime as dt
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from careers.acts.catalogue.kinds import BY_NAME
from careers.admin.desk import curators, only, page
from careers.figures import history
from careers.http import Request


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise Http404("There is no such act.") from None


@only(curators)
@require_safe
def index(request: Request) -> HttpResponse:
    before = request.GET.get("before")
    acts = history.acts(_moment(before) if before else None)
    context = {"acts": acts, "more": acts[-1].at if len(acts) == history.ACTS_A_PAGE else None}
    return page(request, "desk/history.html", "history", context)


@only(curators)
@require_safe
def act(request: Request) -> HttpResponse:
    """One act whole; its time and context are its name."""
    at = _moment(request.GET.get("at", ""))
    try:
        context = UUID(request.GET["context"]) if request.GET.get("context") else None
    except ValueError:
        raise Http404("There is no such act.") from None
    changes = history.changes_of_act(at, context)
    if not changes:
        raise Http404("There is no such act.")
    who, why = history.act_of(at, context)
    return page(
        request, "desk/act.html", "history", {"at": at, "who": who, "why": why, "changes": changes, "one_act": True}
    )


@only(curators)
@require_safe
def entry(request: Request, kind: str, key: str) -> HttpResponse:
    """What became of one entry of the catalogue."""
    if kind not in BY_NAME:
        raise Http404("There is no such kind.")
    row = BY_NAME[kind].model._default_manager.filter(key=key).first()
    if row is None:
        raise Http404("There is no such entry.")
    return page(request, "desk/act.html", "history", {"row": row, "changes": history.changes_of_row(type(row), row.pk)})
