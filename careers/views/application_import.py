"""Applications from a spreadsheet or another tracker: read, looked over, then added, all of them or none."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from careers import formats
from careers.acts.add_table import add_table
from careers.figures.applications import jobs_of
from careers.forms.spreadsheet import Read, TableForm, read_rows
from careers.http import Request
from careers.views.access import signed_in

MOST_SHOWN = 200


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: Request) -> HttpResponse:
    if request.method != "POST":
        return _page(request, TableForm(initial={"key": uuid.uuid4()}, user=request.user))
    form = TableForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _page(request, form, status=422)
    rows = read_rows(form.cleaned_data["table"], form.cleaned_data["key"], jobs_of(request.user))
    added = [row for row in rows if form.cleaned_data["known"] or not row.is_here]
    wrong = [row for row in rows if row.errors]
    if request.POST.get("act") == "add" and not wrong and added:
        number = add_table(request.user, [row.entry(form.cleaned_data["key"]) for row in added])
        messages.success(request, f"{formats.count(number, 'application')} added.")
        return redirect(f"{reverse('applications:index')}?view=list")
    return _preview(request, form, rows, added, wrong)


def _preview(request: Request, form: TableForm, rows: list[Read], added: list[Read], wrong: list[Read]) -> HttpResponse:
    """With the text in its box, so that a row can be mended where it stands. Nothing is saved yet."""
    said = form.cleaned_data
    shown = TableForm(
        initial={"key": said["key"], "text": said["text"], "days": said["days"], "known": said["known"]},
        user=request.user,
    )
    context = {
        "table": said["table"],
        "rows": rows,
        "shown": [*wrong, *(row for row in rows if not row.errors)][:MOST_SHOWN],
        "added": added,
        "wrong": wrong,
        "here": [row for row in rows if row.is_here],
    }
    return _page(request, shown, 422 if wrong else 200, **context)


def _page(request: Request, form: TableForm, status: int = 200, **more: object) -> HttpResponse:
    return render(request, "applications/import.html", {"form": form, **more}, status=status)
