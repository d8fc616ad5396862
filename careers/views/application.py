"""One application: its page, and everything that one can do to it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from careers import markdown
from careers.acts.keep_application import Clash, keep_notes, remove
from careers.acts.move_application import Superseded, correct, move
from careers.acts.take_back import remembered, ticket
from careers.figures.application_page import application_page
from careers.figures.applications import LABELS, jobs_of, sources_of
from careers.figures.rounds import named, rounds_of
from careers.forms.applications import (
    CURRENCIES,
    ApplicationForm,
    CloseForm,
    ContactForm,
    HappeningForm,
    NextForm,
    NotesForm,
)
from careers.http import Request
from careers.models import Application, ApplicationEvent, Contact, Step
from careers.views.access import signed_in
from careers.views.application_moves import answer, removed_toast
from careers.views.fragments import wants_fragment


def _mine(request: Request, pk: int) -> Application:
    return get_object_or_404(Application.of(request.user).there(), pk=pk)


@signed_in
@never_cache
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    return _page(request, _mine(request, pk))


def _page(request: Request, application: Application, status: int = 200, **more: Any) -> HttpResponse:
    rounds = rounds_of(request.user, application)
    context = {
        "application": application,
        "page": application_page(request.user, application, rounds),
        "rounds": named(rounds),
        "steps": Step,
        "notes_html": markdown.html(application.notes),
        "notes_text": application.notes,
        "notes_version": application.version,
        "notes_limit": Application.MAX_NOTES,
        "next_form": NextForm(instance=application),
        "happening_form": HappeningForm(initial={"day": timezone.localdate()}),
    }
    return render(request, "applications/detail.html", context | more, status=status)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    application = _mine(request, pk)
    form = ApplicationForm(request.POST if request.method == "POST" else None, instance=application)
    if form.is_valid() and _still_as_seen(request, form):
        form.save()
        messages.success(request, "Saved.")
        return redirect(application)
    context = {"form": form, "seen": form.seen(), "application": _mine(request, pk), "currencies": CURRENCIES}
    context["sources"] = sources_of(jobs_of(request.user))
    return render(request, "applications/edit.html", context, status=422 if form.is_bound else 200)


def _still_as_seen(request: Request, form: ApplicationForm) -> bool:
    """Whether another tab left alone what this one was filled in over."""
    if request.POST.get("seen", form.seen()) == form.seen():
        return True
    form.add_error(None, "This was changed elsewhere since you opened it. Below is your text: save again to keep it.")
    return False


@signed_in
@require_POST
def next_action(request: Request, pk: int) -> HttpResponse:
    application = _mine(request, pk)
    form = NextForm(request.POST, instance=application)
    if not form.is_valid():
        return _page(request, _mine(request, pk), 422, next_form=form)
    form.save()
    messages.success(request, "The next action is saved.")
    return redirect(application)


@signed_in
@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    return removed_toast(request, remove(request.user, [_mine(request, pk).pk]))


# --- what happened ---


@signed_in
@require_POST
def steps(request: Request, pk: int) -> HttpResponse:
    """Something happened: it moved, or something is written down."""
    application = _mine(request, pk)
    closing = request.POST.get("step") == Step.CLOSED
    form = CloseForm(request.POST) if closing else HappeningForm(request.POST)
    if not form.is_valid():
        if wants_fragment(request):
            return HttpResponse("That is no step. Nothing was changed.", status=422, content_type="text/plain")
        if closing:
            return _close(request, application, form, 422)
        return _page(request, application, 422, happening_form=form)
    moved = move(request.user, pk, form.happening())
    said = f"{application}: {LABELS[moved.step].lower()}" if moved.was != moved.step else f"{application}: written down"
    return answer(request, [moved], f"{said}.")


@signed_in
@never_cache
@require_safe
def close(request: Request, pk: int) -> HttpResponse:
    return _close(request, _mine(request, pk), CloseForm(), 200)


def _close(request: Request, application: Application, form: HappeningForm, status: int) -> HttpResponse:
    return render(request, "applications/close.html", {"application": application, "form": form}, status=status)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: Request, pk: int, event: int) -> HttpResponse:
    """Correct one line of the history. What it said before stays to be read beside it."""
    application = _mine(request, pk)
    line = get_object_or_404(_events(request, application), pk=event)
    told = {"step": line.step, "reasons": line.reasons, "day": line.day, "note": line.note}
    form = HappeningForm(request.POST if request.method == "POST" else None, initial=told)
    context = {"application": application, "line": line, "form": form}
    if not form.is_valid():
        return render(request, "applications/event.html", context, status=422 if form.is_bound else 200)
    try:
        correct(request.user, line.pk, form.happening())
    except Superseded:
        form.add_error(None, "This line was corrected or undone elsewhere meanwhile. Look at the history, then decide.")
        return render(request, "applications/event.html", context, status=409)
    messages.success(request, "Corrected. What it said before is kept.")
    return redirect(f"{application.get_absolute_url()}#history")


def _events(request: Request, application: Application) -> QuerySet[ApplicationEvent]:
    return ApplicationEvent.of(request.user).filter(application=application)


# --- notes ---


@signed_in
@require_POST
def notes(request: Request, pk: int) -> HttpResponse:
    """Save the notes over the version that their writer had read; a clash shows both texts and writes nothing."""
    application = _mine(request, pk)
    form = NotesForm(request.POST)
    sent: dict[str, Any] = {"notes_text": request.POST.get("notes", "")}
    sent["notes_version"] = request.POST.get("version", "")
    if not form.is_valid():
        return _notes_again(request, application, sent | {"notes_errors": form.errors}, 422)
    try:
        kept = keep_notes(request.user, pk, form.cleaned_data["notes"], form.cleaned_data["version"])
    except Clash as clash:
        sent |= {"notes_version": clash.current.version, "current": clash.current}
        return _notes_again(request, application, sent, 409)
    if wants_fragment(request):
        context = {"application": kept, "notes_html": markdown.html(kept.notes), "now": timezone.now(), "oob": True}
        return render(request, "applications/detail.html#notes-saved", context)
    messages.success(request, "Your notes are saved.")
    return redirect(f"{application.get_absolute_url()}#notes-title")


def _notes_again(request: Request, application: Application, context: dict[str, Any], status: int) -> HttpResponse:
    if not wants_fragment(request):
        return _page(request, application, status, **context)
    context = {**context, "application": application, "notes_limit": Application.MAX_NOTES}
    response = render(request, "applications/detail.html#notes-form", context, status=status)
    return reswap(retarget(response, "#notes-form"), "outerHTML")


# --- contacts ---


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_contact(request: Request, pk: int) -> HttpResponse:
    application = _mine(request, pk)
    row = Contact(user=request.user, application=application)
    form = ContactForm(request.POST if request.method == "POST" else None, instance=row)
    if not form.is_valid():
        return _contact_form(request, application, form)
    contact = form.save()
    messages.success(request, f"{contact} is added.", extra_tags=ticket(contact, None))
    return redirect(f"{application.get_absolute_url()}#contacts")


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: Request, pk: int, contact: int) -> HttpResponse:
    application = _mine(request, pk)
    row = get_object_or_404(Contact.of(request.user).filter(application=application), pk=contact)
    before = remembered(row)
    form = ContactForm(request.POST if request.method == "POST" else None, instance=row)
    if not form.is_valid():
        return _contact_form(request, application, form, contact)
    form.save()
    messages.success(request, f"{row} is saved.", extra_tags=ticket(row, before))
    return redirect(f"{application.get_absolute_url()}#contacts")


def _contact_form(
    request: Request, application: Application, form: ContactForm, contact: int | None = None
) -> HttpResponse:
    context = {"application": application, "form": form, "contact": contact}
    return render(request, "applications/contact.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def delete_contact(request: Request, pk: int, contact: int) -> HttpResponse:
    application = _mine(request, pk)
    row = get_object_or_404(Contact.of(request.user).filter(application=application), pk=contact)
    way_back = ticket(row, remembered(row), gone=True)
    row.delete()
    messages.success(request, f"{row} is deleted.", extra_tags=way_back)
    return redirect(f"{application.get_absolute_url()}#contacts")
