"""Undo, for every act that gave a ticket for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from careers.acts.take_back import TooLate, take_back
from careers.http import Request
from careers.views.access import signed_in
from careers.views.fragments import back


@signed_in
@require_POST
def undo(request: Request) -> HttpResponse:
    try:
        take_back(request.user, request.POST.get("ticket", ""))
    except TooLate:
        messages.info(request, "Something newer happened since, so nothing was undone.")
    else:
        messages.success(request, "Undone.")
    return redirect(back(request, "/today/"))
