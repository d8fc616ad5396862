"""A person's papers, and which went out with an application. Files leave as attachments, to their owner alone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers.acts.keep_document import add_version, delete_version, send
from careers.acts.take_back import remembered, ticket
from careers.forms.documents import SendForm
from careers.http import Request
from careers.models import Application, Document, DocumentVersion, FileFormat, SentDocument
from careers.views.access import members_only


@members_only
@never_cache
@require_safe
def index(request: Request) -> HttpResponse:
    documents = Document.of(request.user).prefetch_related("versions__sent__application")
    return render(request, "applications/documents.html", {"documents": documents})


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: Request, pk: int) -> HttpResponse:
    """Say which paper went out, and upload it where it is not here yet."""
    application = get_object_or_404(Application.of(request.user).there(), pk=pk)
    if request.method != "POST":
        form = SendForm(user=request.user)
    else:
        form = SendForm(request.POST, request.FILES, user=request.user)
        if form.is_valid() and (version := _version(request, form)):
            send(request.user, application, version, form.cleaned_data["sent_on"])
            messages.success(request, f"{version} is written down as sent.")
            return redirect(f"{application.get_absolute_url()}#documents")
    context = {"application": application, "form": form}
    return render(request, "applications/send.html", context, status=422 if form.is_bound else 200)


def _version(request: Request, form: SendForm) -> DocumentVersion | None:
    if form.cleaned_data.get("version"):
        return form.cleaned_data["version"]
    try:
        return add_version(request.user, form.chosen_document(), form.cleaned_data["file"])
    except ValidationError as error:
        form.add_error("file", error)
        return None


@members_only
@require_POST
def unsend(request: Request, pk: int, sent: int) -> HttpResponse:
    application = get_object_or_404(Application.of(request.user).there(), pk=pk)
    row = get_object_or_404(SentDocument.of(request.user).filter(application=application), pk=sent)
    way_back = ticket(row, remembered(row), gone=True)
    row.delete()
    messages.success(request, "Taken off the list of what was sent. The document is kept.", extra_tags=way_back)
    return redirect(f"{application.get_absolute_url()}#documents")


@members_only
@never_cache
@require_safe
def file(request: Request, pk: int) -> HttpResponseBase:
    version = get_object_or_404(DocumentVersion.of(request.user).select_related("document"), pk=pk)
    if not version.file.name or not default_storage.exists(version.file.name):
        raise Http404("The file is not in this copy.")
    response = FileResponse(
        version.file.open(),
        as_attachment=True,
        filename=version.download_name,
        content_type=FileFormat(version.format).content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: Request, pk: int) -> HttpResponse:
    """A file that is deleted is gone, so it is asked for first."""
    version = get_object_or_404(DocumentVersion.of(request.user).select_related("document"), pk=pk)
    if request.method != "POST":
        return render(request, "applications/delete_document.html", {"version": version})
    delete_version(request.user, version.pk)
    messages.success(request, f"{version} is deleted.")
    return redirect("applications:documents")
