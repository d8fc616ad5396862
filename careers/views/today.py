"""Today, the home of whoever is signed in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from careers.acts.read_news import read_news
from careers.acts.show_today import show_today
from careers.forms.today import ReadForm, asked
from careers.http import Request
from careers.views.access import signed_in
from careers.views.fragments import back, page_or_fragment, wants_fragment


@require_safe
@signed_in
@never_cache
def index(request: Request) -> HttpResponse:
    standing = request.standing.itself
    context = {
        "standing": standing,
        "today": show_today(request.user, standing, asked(request.GET)),
        "now": timezone.localtime(),
    }
    return page_or_fragment(request, "today/index.html", "today", context)


@signed_in
@require_POST
def news_read(request: Request) -> HttpResponse:
    """Up to the moment that the page knew of. Nonsense reads nothing."""
    form = ReadForm(request.POST)
    if form.is_valid():
        read_news(request.user, form.cleaned_data["until"])
    if wants_fragment(request):
        return HttpResponse()
    return redirect(back(request, "/today/"))
