"""Pictures of people's as answers that no browser takes for anything else."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse

from careers.models import ProjectImage

HARMLESS = "default-src 'none'; sandbox"


def picture(image: ProjectImage, width: int) -> HttpResponse:
    """One of its sizes. Who may see it, and who may keep it, is for the caller to say."""
    if width not in image.widths:
        raise Http404
    try:
        with default_storage.open(image.name_of(width)) as stored:
            response = HttpResponse(stored.read(), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    response.headers["Content-Security-Policy"] = HARMLESS
    response.headers["Content-Disposition"] = "inline"
    return response
