"""Today, the home of whoever is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from careers.figures.today import today
from careers.http import Request
from careers.views.access import signed_in


@require_safe
@signed_in
@never_cache
def index(request: Request) -> HttpResponse:
    standing = request.standing.itself
    context = {
        "standing": standing,
        "today": today(request.user, standing),
        "now": timezone.localtime(),
    }
    return render(request, "today/index.html", context)
