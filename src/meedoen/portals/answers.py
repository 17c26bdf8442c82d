"""The page behind a link with which an employer answers a proposal, without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.by_link import METHODS, closed_to_others, gone_page
from meedoen.portals.desk.forms.fields import DeedForm, do, with_empty
from meedoen.portals.layout import around, today
from meedoen.register.jobs.selectors import content_of, task_in_words
from meedoen.register.links import LinkGone
from meedoen.register.places import place_name
from meedoen.register.proposals.answering import (
    LONGEST_WORDS,
    EmployerAnswer,
    Offer,
    answer_by_link,
    open_link,
)
from meedoen.register.proposals.selectors import reason_choices

# What an answer is called on this page: the employer speaks.
ANSWERS = {
    "wants_talk": gettext_lazy("Ik wil kennismaken"),
    "wants_trial": gettext_lazy("Ik wil het werk laten proberen"),
    "question": gettext_lazy("Ik heb eerst een vraag"),
    "hires": gettext_lazy("Ik wil deze kandidaat aannemen"),
    "refuse": gettext_lazy("Ik wil niet verder"),
}
GONE = {
    "unknown": (404, gettext_lazy("Deze link kennen wij niet. Misschien is hij niet helemaal overgenomen.")),
    "expired": (410, gettext_lazy("Deze link is verlopen. U kunt een nieuwe link vragen.")),
    "revoked": (410, gettext_lazy("Deze link is ingetrokken. Misschien kreeg u daarna een nieuwe.")),
    "closed": (410, gettext_lazy("Dit voorstel is afgerond. U hoeft niets meer te doen.")),
}


class AnswerForm(DeedForm):
    """What the employer says."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat wilt u?"), widget=forms.RadioSelect)
    because = forms.ChoiceField(
        label=gettext_lazy("Waarom wilt u niet verder?"),
        required=False,
        help_text=gettext_lazy("Alleen invullen als u niet verder wilt."),
    )
    words = forms.CharField(
        label=gettext_lazy("Toelichting"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Wilt u kennismaken? Schrijf welke dagen u passen. Hebt u een vraag? Stel hem hier. "
            "Vraag niet naar ziekte of medicijnen."
        ),
    )

    def __init__(self, *args: Any, answers: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, str(ANSWERS[code])) for code in answers]  # type: ignore[attr-defined]
        reasons = reason_choices("proposal.refuse", "employer")
        self.fields["because"].choices = with_empty(reasons)  # type: ignore[attr-defined]

    def answer(self) -> EmployerAnswer:
        """What was filled in; a reason counts only beside a no."""
        given = self.cleaned_data
        because = given["because"] if given["kind"] == "refuse" else ""
        return EmployerAnswer(given["kind"], because, given["words"])


@login_not_required
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show a proposal to an employer, and take the answer."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    # Someone of the region, or a program that only looks whether the address is there, is not the employer.
    is_colleague = request.user.is_authenticated or request.method == "HEAD"
    try:
        offer = open_link(token, is_colleague=is_colleague, today=today())
        if request.method == "POST":
            return closed_to_others(_answered(request, token, offer))
        return closed_to_others(_page(request, token, offer, _form(None, offer)))
    except LinkGone as gone:
        return closed_to_others(gone_page(request, gone, GONE))


def _form(given: Any, offer: Offer) -> AnswerForm:
    return AnswerForm(given, answers=offer.answers)


def _answered(request: HttpRequest, token: str, offer: Offer) -> HttpResponse:
    form = _form(request.POST, offer)
    if request.user.is_authenticated:
        # Nobody of the region speaks in the employer's name here: the proposal itself has a deed for that.
        message = _("Alleen de werkgever antwoordt hier. Leg zijn antwoord vast bij het voorstel.")
        form.add_error(None, message)
        return _page(request, token, offer, form)
    made = do(form, lambda _accepted: answer_by_link(token, form.answer(), today=today()))
    if made is None:
        return _page(request, token, offer, form)
    if made.state == "refused":
        context = {"employer": made.job.employer.name, "title": made.job.title}
        return render(request, "answers/thanks.html", {**around(request), **context}, using="jinja2")
    # Back to the page, so that opening it again sends nothing twice.
    return HttpResponseRedirect(f"{reverse('answer', args=[token])}?verstuurd=ja")


def _page(request: HttpRequest, token: str, offer: Offer, form: AnswerForm) -> HttpResponse:
    work = content_of(offer.job).work
    context = {
        **around(request),
        "offer": offer,
        "token": token,
        "answer_form": form,
        "tasks": [task_in_words(line.task, line.words) for line in work.tasks],
        "place": place_name(offer.job.municipality),
        "is_sent": request.method != "POST" and bool(request.GET.get("verstuurd")),
        "is_colleague": request.user.is_authenticated,
        "has_errors": bool(form.errors),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "answers/offer.html", context, status=status, using="jinja2")


urls = [path("antwoord/<str:token>/", answer, name="answer")]
