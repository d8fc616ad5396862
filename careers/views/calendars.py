"""The calendar feed: its secret address, which programs read, and its settings."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers.acts.share_calendar import close, keep_choices, renew
from careers.figures.calendar_feed import calendar_of, feed_of
from careers.forms.calendars import CalendarForm
from careers.http import Request
from careers.models import CalendarFeed
from careers.views.access import members_only


@require_safe
def feed(request: Request, token: str) -> HttpResponseBase:
    """Whoever has the address reads it: calendar programs bring no cookie."""
    row = get_object_or_404(CalendarFeed.objects.select_related("user"), token=token, user__is_active=True)
    with timezone.override(row.user.zone):
        text = calendar_of(row, settings.ORIGIN, timezone.now())
    etag = quote_etag(hashlib.sha256(text).hexdigest()[:32])
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "Content-Disposition": 'inline; filename="ascent.ics"',
        "X-Robots-Tag": "noindex",
    }
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request) -> HttpResponse:
    row = feed_of(request.user)
    form = CalendarForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid():
        way_back = keep_choices(request.user, form.cleaned_data)
        messages.success(request, "Your calendar is saved.", extra_tags=way_back)
        return redirect("settings:calendar")
    token = feed_of(request.user).token if form.is_bound else row.token
    address = settings.ORIGIN + reverse("calendar", args=[token]) if token else ""
    context = {"form": form, "address": address, "webcal": f"webcal://{address.partition('://')[2]}"}
    return render(request, "settings/calendar.html", context, status=422 if form.is_bound else 200)


@members_only
@require_POST
def address(request: Request) -> HttpResponse:
    """A new address, or none."""
    if request.POST.get("to") == "none":
        way_back, said = close(request.user), "The address is closed. It answers nobody now."
    else:
        way_back, said = renew(request.user), "Your calendar has a new address. The old one answers nobody now."
    messages.success(request, said, extra_tags=way_back)
    return redirect("settings:calendar")
