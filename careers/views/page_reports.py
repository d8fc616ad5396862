"""Members report somebody's public page. The page itself knows nothing of it: it is the same for everybody."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from careers.acts.report_page import NotReported, report_page, withdraw_page_report
from careers.figures.public_page import PublicPage, PublicProject, published_page
from careers.forms.moderation import PageReportForm
from careers.http import Request
from careers.models import PageReport
from careers.views.access import members_only


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, handle: str) -> HttpResponse:
    page, project = _shown(handle, request.GET.get("project", ""))
    if page.owner.pk == request.user.pk:
        messages.info(request, "That is your own page. Here you can change it, or take it down.")
        return redirect("profile:edit")
    form = PageReportForm(request.POST if request.method == "POST" else None)
    address = (
        reverse("people:project", args=[handle, project.slug]) if project else reverse("people:detail", args=[handle])
    )
    way_back = _tell(request, form, page, project)
    if form.errors or not form.is_bound:
        context = {"form": form, "page": page, "project": project, "address": address}
        return render(request, "people/report.html", context, status=422 if form.is_bound else 200)
    messages.success(request, "Reported. A moderator looks at it; what becomes of it stands here.", way_back)
    return redirect("suggestions:index")


def _shown(handle: str, slug: str) -> tuple[PublicPage, PublicProject | None]:
    page = published_page(handle)
    project = page.project(slug) if page and slug else None
    if page is None or (slug and project is None):
        raise Http404
    return page, project


def _tell(request: Request, form: PageReportForm, page: PublicPage, project: PublicProject | None) -> str:
    if not form.is_valid():
        return ""
    said = form.cleaned_data
    try:
        return report_page(request.user, said["key"], page, project, said["what"], said["words"])[1]
    except NotReported as refused:
        form.add_error(None, str(refused))
        return ""


@members_only
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    get_object_or_404(PageReport.of(request.user), pk=pk)
    row, way_back = withdraw_page_report(request.user, pk)
    if row.state == PageReport.State.WITHDRAWN:
        messages.success(request, "The report is withdrawn.", way_back)
    else:
        messages.info(request, "A moderator has answered it already.")
    return redirect("suggestions:index")
