"""The page behind a link with which a person or an employer says how the work goes, without an account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.by_link import METHODS, closed_to_others, gone_page
from meedoen.portals.desk.forms.durability import VoiceForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.layout import around, today
from meedoen.register.durability.answering import Asked, answer_check, open_check
from meedoen.register.links import LinkGone

GONE = {
    "unknown": (404, gettext_lazy("Deze link kennen wij niet. Misschien is hij niet helemaal overgenomen.")),
    "expired": (410, gettext_lazy("Deze link is verlopen. U kunt alsnog vertellen hoe het gaat.")),
    "revoked": (410, gettext_lazy("Deze link is ingetrokken. Misschien kreeg u daarna een nieuwe.")),
    "closed": (410, gettext_lazy("Deze vragen zijn niet meer nodig. U hoeft niets te doen.")),
}


@login_not_required
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Ask three questions, and take the answers."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    try:
        asked = open_check(token, today=today())
        if request.method == "POST":
            return closed_to_others(_answered(request, token, asked))
        return closed_to_others(_page(request, asked, _form(None, asked)))
    except LinkGone as gone:
        return closed_to_others(gone_page(request, gone, GONE))


def _form(given: Any, asked: Asked) -> VoiceForm:
    said = asked.check
    start = {**said.answers, "words": said.words} if said else {}
    return VoiceForm(given, voice=asked.voice, initial=start)


def _answered(request: HttpRequest, token: str, asked: Asked) -> HttpResponse:
    form = _form(request.POST, asked)
    if request.user.is_authenticated:
        # Nobody of the region speaks for someone else here: the placement has a deed for that.
        message = _("Alleen wie de link kreeg, antwoordt hier. Leg het antwoord vast bij de plaatsing.")
        form.add_error(None, message)
        return _page(request, asked, form)
    made = do(form, lambda _accepted: answer_check(token, form.told(), today=today()))
    if made is None:
        return _page(request, asked, form)
    # Back to the page, so that opening it again sends nothing twice.
    return HttpResponseRedirect(f"{reverse('check', args=[token])}?verstuurd=ja")


def _page(request: HttpRequest, asked: Asked, form: VoiceForm) -> HttpResponse:
    context = {
        **around(request),
        "asked": asked,
        "check_form": form,
        "is_sent": request.method != "POST"
        and asked.check is not None
        and bool(request.GET.get("verstuurd")),
        "is_colleague": request.user.is_authenticated,
        "has_errors": bool(form.errors),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "answers/check.html", context, status=status, using="jinja2")


urls = [path("hoe-gaat-het/<str:token>/", check, name="check")]
