"""A person's own settings, and their data: out, in, and gone."""

from io import BytesIO

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers.acts.delete_account import delete_account
from careers.acts.export_data import export_data
from careers.acts.export_files import Refused, export_zip, has_files
from careers.acts.import_data import SCHEMA, import_file
from careers.figures.belongings import belongings
from careers.figures.ways_back import ways_back
from careers.forms.settings import DeleteForm, ImportForm, ProfileForm, ThemeForm
from careers.http import Request
from careers.models.accounts import time_zones
from careers.views.access import members_only, signed_in


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "Your settings are saved.")
        return redirect("settings:index")
    if form.is_bound:
        request.user.refresh_from_db()  # the form wrote into it what was refused
    context = {
        "form": form,
        "zones": sorted(time_zones()),
        "has_files": has_files(request.user),
        "ways_back": ways_back(request.user, timezone.now()),
    }
    return render(request, "settings/index.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def theme(request: Request) -> HttpResponse:
    """The button in the top bar; the page has changed already."""
    form = ThemeForm(request.POST, instance=request.user)
    if not form.is_valid():
        return HttpResponse("The theme is light, dark or empty.", status=422, content_type="text/plain")
    form.save()
    return HttpResponse(status=204)


@signed_in
@never_cache
@require_safe
def export(request: Request) -> HttpResponse:
    name = f"ascent-{timezone.localdate():%Y-%m-%d}.json"
    response = JsonResponse(export_data(request.user), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@signed_in
@never_cache
@require_safe
def export_all(request: Request) -> HttpResponseBase:
    """The same with the files, as a zip. It is made in memory, since nobody has more files than fit there."""
    archive = BytesIO()
    export_zip(request.user, archive)
    archive.seek(0)
    name = f"ascent-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@require_safe
def schema(request: Request) -> HttpResponse:
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_view(request: Request) -> HttpResponse:
    if request.method != "POST":
        return render(request, "settings/import.html", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "settings/import.html", {"form": form}, status=422)
    try:
        imported = import_file(request.user, form.cleaned_data["file"].read())
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error("file", reason)
        return render(request, "settings/import.html", {"form": form}, status=422)
    return render(request, "settings/imported.html", {"imported": imported})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: Request) -> HttpResponse:
    form = DeleteForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid() and _knows_password(request, form):
        delete_account(request.user)
        logout(request)
        messages.success(request, "Everything that belonged to you here is deleted.")
        return redirect("home")
    context = {"form": form, "belongings": belongings(request.user)}
    return render(request, "settings/delete.html", context, status=422 if form.is_bound else 200)


def _knows_password(request: Request, form: DeleteForm) -> bool:
    """Through allauth, which counts wrong passwords."""
    if request.user.is_guest or get_adapter().reauthenticate(request.user, form.cleaned_data["password"]):
        return True
    form.add_error("password", "That is not your password. Nothing was deleted.")
    return False
