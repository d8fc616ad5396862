"""The catalogue out and in as files of tables. What a file would change is shown first, and bound to what was shown."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers.acts.catalogue import tables
from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.catalogue.kinds import BY_NAME, KINDS
from careers.acts.change_in_bulk import CatalogueMoved, Outlook, change_in_bulk, foresee
from careers.admin.desk import curators, only, page
from careers.formats import count
from careers.forms.bulk import MOST_CARRIED, CarriedForm, TableForm, carried, in_words, kinds_in_words
from careers.http import Request

EVERYTHING = "everything"
CHANGES_SHOWN = 300
SORTS = ("added", "changed", "retired", "brought back")


@only(curators)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    if request.method != "POST":
        return _index(request, TableForm())
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _index(request, form, 422)
    try:
        return _difference(request, form.tables, foresee(form.tables))
    except CatalogueRefused as refused:
        form.add_error(None, in_words(refused))
        return _index(request, form, 422)


def _index(request: Request, form: TableForm, status: int = 200, refused: Sequence[str] = ()) -> HttpResponse:
    kinds = [(BY_NAME[name], title, BY_NAME[name].model._default_manager.count()) for name, title in kinds_in_words()]
    context = {"form": form, "kinds": kinds, "formats": tables.TYPES, "everything": EVERYTHING, "refused": refused}
    return page(request, "desk/bulk.html", "bulk", context, status)


def _difference(request: Request, read: tables.Tables, outlook: Outlook, moved: bool = False) -> HttpResponse:
    carries = carried(read, outlook.version)
    if len(carries) > MOST_CARRIED:
        raise tables.refused("There is more in it than one page can carry: split it.")
    context = {
        "outlook": outlook,
        "shown": outlook.changes[:CHANGES_SHOWN],
        "more": max(len(outlook.changes) - CHANGES_SHOWN, 0),
        "counts": [(what, outlook.count(what)) for what in SORTS if outlook.count(what)],
        "notes": read.notes,
        "moved": moved,
        "form": CarriedForm(initial={"carried": carries, "why": request.POST.get("why", "")}),
    }
    return page(request, "desk/bulk_difference.html", "bulk", context, 409 if moved else 200)


@only(curators)
@require_POST
def confirm(request: Request) -> HttpResponse:
    form = CarriedForm(request.POST)
    if not form.is_valid():
        return _index(request, TableForm(), 422, [str(error) for errors in form.errors.values() for error in errors])
    read, version = form.cleaned_data["carried"]
    try:
        outlook = change_in_bulk(read, version)
    except CatalogueMoved:
        return _again(request, read)
    except CatalogueRefused as refused:
        return _refused(request, refused)
    messages.success(request, f"{_sum(outlook)}. The history keeps what was before.")
    return redirect("admin:bulk")


def _again(request: Request, read: tables.Tables) -> HttpResponse:
    """The catalogue is another one by now, so what was confirmed is shown anew."""
    try:
        return _difference(request, read, foresee(read), moved=True)
    except CatalogueRefused as refused:
        return _refused(request, refused)


def _refused(request: Request, refused: CatalogueRefused) -> HttpResponse:
    return _index(request, TableForm(), 422, in_words(refused))


def _sum(outlook: Outlook) -> str:
    said = [f"{count(number, 'entry')} {what}" for what in SORTS if (number := outlook.count(what))]
    return ", ".join(said) or "Nothing was different"


@only(curators)
@require_safe
def export(request: Request, kind: str, format: str) -> HttpResponse:
    """One kind in any format, everything in those that hold several."""
    kinds = [one for one in KINDS if kind in (one.folder, EVERYTHING)]
    if not kinds or format not in tables.TYPES or (kind == EVERYTHING and format == "csv"):
        raise Http404("There is no such file.")
    try:
        content = tables.write(format, kinds)
    except CatalogueRefused as refused:
        for problem in in_words(refused):
            messages.error(request, problem)
        return redirect("admin:bulk")
    name = f"{'catalogue' if kind == EVERYTHING else kind}.{format}"
    return HttpResponse(
        content, content_type=tables.TYPES[format], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
