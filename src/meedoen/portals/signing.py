"""The pages behind a link with which somebody signs an agreement or answers a review, without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.agreement_text import agreement_paper, paper_of, said_terms
from meedoen.portals.by_link import METHODS, closed_to_others, gone_page
from meedoen.portals.desk.forms.fields import DeedForm, do
from meedoen.portals.layout import around, today
from meedoen.register.agreements.reviewing import answer_by_link
from meedoen.register.agreements.selectors import parties_of
from meedoen.register.agreements.signing import ToSign, open_link, sign_by_link
from meedoen.register.agreements.states import ADVICES, EVENTS
from meedoen.register.links import LinkGone

GONE = {
    "unknown": (404, gettext_lazy("Deze link kennen wij niet. Misschien is hij niet helemaal overgenomen.")),
    "expired": (410, gettext_lazy("Deze link is verlopen. U kunt een nieuwe link vragen.")),
    "revoked": (
        410,
        gettext_lazy("Deze link werkt niet meer. Er is een nieuwe, of de overeenkomst is veranderd."),
    ),
    "closed": (
        410,
        gettext_lazy("Deze overeenkomst is veranderd of voorbij. U hoeft met deze link niets meer te doen."),
    ),
}


class SignForm(DeedForm):
    """Who signs types the name that stands there."""

    name = forms.CharField(
        label=gettext_lazy("Typ uw naam om te tekenen"),
        max_length=120,
        help_text=gettext_lazy("Precies zoals hierboven."),
    )


class ReviewAnswerForm(DeedForm):
    """What the candidate says of the review."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Klopt dit verslag?"),
        choices=[
            ("agreed", gettext_lazy("Ja, ik ben het ermee eens")),
            ("disputed", gettext_lazy("Nee, ik ben het er niet mee eens")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Wat klopt er niet, of wat wilt u erbij zeggen?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Bij nee vult u dit in. Wat u schrijft, blijft bij het verslag staan."),
    )


@login_not_required
def sign(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what is to be signed or answered, and take it."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    # Someone of the region, or a program that only looks whether the address is there, has read nothing.
    is_colleague = request.user.is_authenticated or request.method == "HEAD"
    try:
        shown = open_link(token, is_colleague=is_colleague, today=today())
        form = _form(request.POST if request.method == "POST" else None, shown)
        if request.method == "POST" and (answered := _answered(request, token, shown, form)):
            return closed_to_others(answered)
        return closed_to_others(_page(request, token, shown, form))
    except LinkGone as gone:
        return closed_to_others(gone_page(request, gone, GONE))


@login_not_required
def sign_pdf(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give whoever signs the agreement on paper."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET", "HEAD"))
    try:
        shown = open_link(token, is_colleague=True, today=today())
    except LinkGone as gone:
        return closed_to_others(gone_page(request, gone, GONE))
    context = paper_of(shown.agreement, today())
    return closed_to_others(agreement_paper(request, shown.agreement, context, reverse("sign", args=[token])))


def _form(given: Any, shown: ToSign) -> DeedForm:
    return ReviewAnswerForm(given) if shown.review else SignForm(given)


def _answered(request: HttpRequest, token: str, shown: ToSign, form: DeedForm) -> HttpResponse | None:
    if request.user.is_authenticated:
        # Nobody of the region speaks in the name of another here: the agreement itself has a deed for that.
        message = _("Alleen wie de link kreeg, antwoordt hier. Teken bij de overeenkomst zelf namens iemand.")
        form.add_error(None, message)
        return None

    def service(_accepted: frozenset[str]) -> ToSign:
        given = form.cleaned_data
        if shown.review:
            return answer_by_link(token, given["answer"], given["words"], today=today())
        return sign_by_link(token, given["name"], today=today())

    # Signed before: the same answer, whatever is typed now.
    if shown.answered is None and do(form, service) is None:
        return None
    return HttpResponseRedirect(f"{reverse('sign', args=[token])}?verstuurd=ja")


def _page(request: HttpRequest, token: str, shown: ToSign, form: DeedForm) -> HttpResponse:
    context = {
        **around(request),
        "shown": shown,
        "token": token,
        "sign_form": form,
        "facts": said_terms(shown.agreement, shown.terms),
        "parties": parties_of(shown.agreement, today()),
        "advices": ADVICES,
        "answers": EVENTS,
        "is_sent": request.method != "POST" and bool(request.GET.get("verstuurd")),
        "is_colleague": request.user.is_authenticated,
        "has_errors": bool(form.errors),
    }
    status = 422 if form.is_bound and form.errors else 200
    name = "answers/review.html" if shown.review else "answers/agreement.html"
    return render(request, name, context, status=status, using="jinja2")


urls = [
    path("tekenen/<str:token>/", sign, name="sign"),
    path("tekenen/<str:token>/overeenkomst.pdf", sign_pdf, name="sign-pdf"),
]
