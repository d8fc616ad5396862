"""What every request carries: the person's clock and their standing. Answers are private unless a view says else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from careers.acts.notice import notice
from careers.figures.standing import standing_of


def person(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Days are the person's days: times are shown in their zone. `request.standing` is read when a page asks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.standing = SimpleLazyObject(lambda: standing_of(request.user))  # type: ignore[attr-defined]
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            response = get_response(request)
        else:
            notice(request.user)
            with timezone.override(request.user.zone):
                response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware
