"""Members report that something is wrong with a resource."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from careers.acts.suggest import NotTold, report, withdraw_report
from careers.forms.suggestions import ReportForm
from careers.http import Request
from careers.models import Report, Resource
from careers.views.access import members_only
from careers.views.fragments import back


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    resource = get_object_or_404(Resource.objects.live(), key=slug)
    skill = request.standing.catalogue.by_slug.get(request.GET.get("skill", ""))
    came_from = back(request, skill.url if skill else "/suggestions/")
    form = ReportForm(request.POST if request.method == "POST" else None)
    way_back = _tell(request, form, resource)
    if form.errors or not form.is_bound:
        context = {"form": form, "resource": resource, "skill": skill, "came_from": came_from}
        return render(request, "suggestions/report.html", context, status=422 if form.is_bound else 200)
    messages.success(request, f"Reported: {resource}. A curator looks at it.", way_back)
    return redirect(came_from)


def _tell(request: Request, form: ReportForm, resource: Resource) -> str:
    if not form.is_valid():
        return ""
    said = form.cleaned_data
    try:
        return report(request.user, said["key"], resource, said["what"], said["words"])[1]
    except NotTold as refused:
        form.add_error(None, str(refused))
        return ""


@members_only
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    get_object_or_404(Report.of(request.user), pk=pk)
    row, way_back = withdraw_report(request.user, pk)
    if row.state == Report.State.WITHDRAWN:
        messages.success(request, f"Withdrawn: {row}.", way_back)
    else:
        messages.info(request, "A curator has answered it already.")
    return redirect("suggestions:index")
