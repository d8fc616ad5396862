"""Pictures of a project: where they are kept in order, and the files themselves."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers.acts.project_images import add_image, make_cover, remove_image
from careers.acts.take_back import remembered, ticket
from careers.forms.images import AltForm, ImageForm
from careers.http import Request
from careers.models import Project, ProjectImage, ShareLink
from careers.models.moderation import page_withheld, project_withheld
from careers.serving import picture
from careers.views.access import members_only
from careers.views.fragments import page_or_fragment

FOR_EVER = 31_536_000


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request, pk: int) -> HttpResponse:
    project = _project(request, pk)
    if request.method != "POST":
        return _answer(request, project)
    form = ImageForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            add_image(request.user, project, form.cleaned_data["file"].read(), form.cleaned_data["alt"])
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return _done(request, project, "The picture is in.")
    return _answer(request, project, status=422, form=form)


@members_only
@require_POST
def describe(request: Request, pk: int, image: int) -> HttpResponse:
    row = _image(request, pk, image)
    form = AltForm(request.POST, instance=row)
    if not form.is_valid():
        return _answer(request, row.project, status=422, alt_form=form, described=row.pk)
    before = remembered(row)
    row.save(update_fields=["alt"])  # it may have been removed meanwhile, and stays so
    return _done(request, row.project, "The description is saved.", ticket(row, before))


@members_only
@require_POST
def cover(request: Request, pk: int, image: int) -> HttpResponse:
    row = _image(request, pk, image)
    make_cover(row)
    return _done(request, row.project, "That picture stands first now.")


@members_only
@require_POST
def remove(request: Request, pk: int, image: int) -> HttpResponse:
    row = _image(request, pk, image)
    before = remembered(row)
    remove_image(row)
    return _done(request, row.project, "The picture is removed.", ticket(row, before))


def _project(request: Request, pk: int) -> Project:
    return get_object_or_404(Project.of(request.user).filter(removed_at=None), pk=pk)


def _image(request: Request, pk: int, image: int) -> ProjectImage:
    images = ProjectImage.of(request.user).select_related("project", "user")
    return get_object_or_404(images, pk=image, project=pk, removed_at=None, project__removed_at=None)


def _done(request: Request, project: Project, said: str, way_back: str = "") -> HttpResponse:
    if request.htmx:
        return _answer(request, project, toast=said, ticket=way_back)
    messages.success(request, said, extra_tags=way_back)
    return redirect("images:index", project.pk)


def _answer(request: Request, project: Project, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "project": project,
        "images": list(ProjectImage.of(request.user).filter(project=project, removed_at=None)),
        "form": ImageForm(),
        "most": settings.IMAGES_A_PROJECT,
    }
    return page_or_fragment(request, "images/index.html", "pictures", context | more, status=status)


# --- the files ---


@require_safe
def file(request: Request, digest: str, width: int) -> HttpResponse:
    """Everybody’s while its project stands on a published page, else its owner’s alone.

    Who has seen it keeps it; a cache in front asks each minute, so that taking it down works there too.
    """
    image = _stored(digest)
    public = Project.objects.published().filter(
        ~project_withheld(),
        ~page_withheld(),
        pk=image.project_id,
        shownprojects__isnull=False,
        user__profile__is_public=True,
        user__is_active=True,
    )
    if public.exists():
        response = picture(image, width)
        patch_cache_control(response, public=True, max_age=FOR_EVER, s_maxage=60, immutable=True)
        return response
    if request.user != image.user:
        raise Http404
    response = picture(image, width)
    patch_cache_control(response, private=True, max_age=3600)
    return response


@require_safe
def shared_file(request: Request, token: str, digest: str, width: int) -> HttpResponse:
    """On the page that a secret link opens, for as long as it does."""
    image = _stored(digest)
    link = get_object_or_404(
        ShareLink.objects.select_related("user"), token=token, user=image.user_id, user__is_active=True
    )
    shown = Project.objects.published().filter(
        ~project_withheld(), ~page_withheld(), pk=image.project_id, shownprojects__isnull=False
    )
    if not link.is_open or not shown.exists():
        raise Http404
    response = picture(image, width)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _stored(digest: str) -> ProjectImage:
    images = ProjectImage.objects.there().select_related("user")
    return get_object_or_404(images, digest=digest, project__removed_at=None)
