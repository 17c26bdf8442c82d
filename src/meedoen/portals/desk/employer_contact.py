"""Pages about speaking with an employer: the people there, contact moments, who speaks for the region."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.colleagues import colleagues_in
from meedoen.access.powers import POWERS
from meedoen.portals.desk.employer_file import (
    Answer,
    at_once,
    deed_page,
    employer_page,
    employers_crumb,
    face_in_words,
    typed,
)
from meedoen.portals.desk.forms.employer_contact import (
    AnswerForm,
    ConfirmForm,
    ContactPersonForm,
    CorrectContactPersonForm,
    MomentForm,
    OfferForm,
)
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.layout import today
from meedoen.register.checks import AHEAD
from meedoen.register.employers import contact_people, moments, owning
from meedoen.register.employers.agreed import follow_ups_due
from meedoen.register.employers.contact_people import NewContactPerson
from meedoen.register.employers.face import face_of, may_own, offers_to
from meedoen.register.employers.moments import NewMoment
from meedoen.register.employers.selectors import employer_by_kvk
from meedoen.register.employers.spoken import (
    contact_choices,
    contact_people_of,
    contact_person_of,
    moments_of,
    steps_due,
)


@page(
    power="moment.settle",
    template="desk/employers/actions.html",
    nav="employers",
    methods=("GET", "HEAD"),
)
def my_actions(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    return {
        "steps": steps_due(actor, day + AHEAD),
        "follow_ups": follow_ups_due(actor, day + AHEAD),
        "offers": offers_to(actor),
        "day": day,
        "crumbs": (employers_crumb(),),
    }


@page(power="moment.list", template="desk/employers/contact.html", nav="employers", methods=("GET", "HEAD"))
def contact(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    context = employer_page(
        actor,
        kvk,
        "employer-contact",
        "contact_person.see",
        "contact_person.add",
        "contact_person.correct",
        "contact_person.check",
        "moment.settle",
    )
    found = context["employer"]
    after = request.GET.get("na", "")
    is_key = after.isascii() and after.isdigit() and len(after) < 19
    shown = moments_of(found, int(after) if is_key else None)
    return {
        **context,
        "people": contact_people_of(actor, found, context["day"]),
        "moments": shown,
        "first_url": _url(found.kvk) if is_key else None,
        "next_url": f"{_url(found.kvk)}?na={shown.next_after}" if shown.next_after else None,
    }


@page(power="moment.record", template="desk/form.html", nav="employers")
def moment_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    form = MomentForm(
        typed(request),
        people=contact_choices(found),
        colleagues=colleagues_in(POWERS["moment.settle"], today()),
        initial={"on": today()},
    )

    def service(accepted: frozenset[str]) -> object:
        given = dict(form.cleaned_data)
        new = NewMoment(kvk=found.kvk, next_account_id=given.pop("next_account"), **given)
        return moments.record_moment(actor, new, accepted=accepted, today=today())

    return deed_page(
        request,
        found,
        form,
        service,
        title=_("Contact vastleggen"),
        button=_("Vastleggen"),
        said=_("Het contact is vastgelegd. Iedereen in de keten kan het zien."),
        back=_url(found.kvk),
        lead=face_in_words(face_of(found, today())),
    )


@page(power="moment.settle", methods=("POST",))
def moment_done(request: HttpRequest, actor: Actor, kvk: str, moment: int) -> Answer:
    return at_once(
        request,
        lambda: moments.settle_next_step(actor, kvk, moment, today=today()),
        _("De stap is gedaan."),
        _back(request, kvk),
    )


@page(power="contact_person.add", template="desk/form.html", nav="employers")
def contact_person_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    form = ContactPersonForm(typed(request))
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: contact_people.add_contact_person(
            actor, found.kvk, NewContactPerson(**form.cleaned_data), today=today()
        ),
        title=_("Contactpersoon toevoegen"),
        button=_("Toevoegen"),
        said=_("De contactpersoon is toegevoegd."),
        back=_url(found.kvk),
        lead=_("Alleen wat u nodig hebt om iemand op het werk te bereiken."),
    )


@page(power="contact_person.correct", template="desk/form.html", nav="employers")
def contact_person_correct(request: HttpRequest, actor: Actor, kvk: str, contact: int) -> Answer:
    found = employer_by_kvk(actor, kvk)
    row = contact_person_of(found, contact)
    names = ("name", "function", "phone", "email", "is_main", "version")
    form = CorrectContactPersonForm(typed(request), initial={name: getattr(row, name) for name in names})

    def service(_accepted: frozenset[str]) -> object:
        given = dict(form.cleaned_data)
        version = given.pop("version")
        return contact_people.correct_contact_person(
            actor, found.kvk, contact, NewContactPerson(**given), version=version, today=today()
        )

    return deed_page(
        request,
        found,
        form,
        service,
        title=_("Contactpersoon wijzigen"),
        button=_("Wijzigen"),
        said=_("De contactpersoon is gewijzigd en geldt als vandaag gecontroleerd."),
        back=_url(found.kvk),
    )


@page(power="contact_person.check", methods=("POST",))
def contact_person_check(request: HttpRequest, actor: Actor, kvk: str, contact: int) -> Answer:
    return at_once(
        request,
        lambda: contact_people.check_contact_person(actor, kvk, contact, today=today()),
        _("Vastgelegd: deze gegevens kloppen vandaag."),
        _back(request, kvk),
    )


@page(power="contact_person.end", template="desk/form.html", nav="employers")
def contact_person_end(request: HttpRequest, actor: Actor, kvk: str, contact: int) -> Answer:
    found = employer_by_kvk(actor, kvk)
    row = contact_person_of(found, contact)
    form = ConfirmForm(typed(request))
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: contact_people.end_contact_person(actor, found.kvk, contact, today=today()),
        title=_("%(name)s werkt hier niet meer") % {"name": row.name},
        button=_("Vastleggen"),
        said=_("Vastgelegd. Het telefoonnummer en e-mailadres zijn gewist."),
        back=_url(found.kvk),
        lead=_("Telefoonnummer en e-mailadres worden gewist. De naam blijft staan bij oude contacten."),
        danger=True,
    )


@page(power="owner.take", template="desk/form.html", nav="employers")
def owner_take(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    form = ConfirmForm(typed(request))
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: owning.become_owner(actor, found.kvk, today=today()),
        title=_("Accountmanager worden"),
        button=_("Ik word accountmanager"),
        said=_("U bent nu de accountmanager van deze werkgever, voor de hele regio."),
        back=_url(found.kvk),
        lead=face_in_words(face_of(found, today())),
    )


@page(power="owner.offer", template="desk/form.html", nav="employers")
def owner_offer(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    form = OfferForm(typed(request), colleagues=may_own(today()))
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: owning.offer_employer(
            actor, found.kvk, form.cleaned_data["to_account"], today=today()
        ),
        title=_("Werkgever overdragen"),
        button=_("Vragen"),
        said=_("Het verzoek is gedaan. U blijft accountmanager tot uw collega ja zegt."),
        back=_url(found.kvk),
        lead=face_in_words(face_of(found, today())),
    )


@page(power="owner.answer", template="desk/form.html", nav="employers")
def owner_answer(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    form = AnswerForm(typed(request))
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: owning.answer_offer(
            actor,
            found.kvk,
            accept=form.cleaned_data["answer"] == "ja",
            refusal=form.cleaned_data["refusal"],
            today=today(),
        ),
        title=_("Overdracht beantwoorden"),
        button=_("Antwoorden"),
        said=_("Uw antwoord is vastgelegd."),
        back=_url(found.kvk),
        lead=face_in_words(face_of(found, today())),
    )


@page(power="owner.offer", methods=("POST",))
def owner_withdraw(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    said = _("Het verzoek is ingetrokken.")
    return at_once(request, lambda: owning.withdraw_offer(actor, kvk, today=today()), said, _url(found.kvk))


def _url(kvk: str) -> str:
    return reverse("employer-contact", args=[kvk])


def _back(request: HttpRequest, kvk: str) -> str:
    """The page that had the button: that of one's own actions, or the contacts of the employer."""
    if request.POST.get("terug") == "acties":
        return reverse("my-employer-actions")
    return _url(kvk.strip())


urls = [
    path("werkgevers/mijn-acties/", my_actions, name="my-employer-actions"),
    path("werkgevers/<str:kvk>/contact/", contact, name="employer-contact"),
    path("werkgevers/<str:kvk>/contact/nieuw/", moment_new, name="employer-moment-new"),
    path("werkgevers/<str:kvk>/contact/<int:moment>/gedaan/", moment_done, name="employer-moment-done"),
    path(
        "werkgevers/<str:kvk>/contactpersonen/nieuw/", contact_person_new, name="employer-contact-person-new"
    ),
    path(
        "werkgevers/<str:kvk>/contactpersonen/<int:contact>/",
        contact_person_correct,
        name="employer-contact-person-correct",
    ),
    path(
        "werkgevers/<str:kvk>/contactpersonen/<int:contact>/gecontroleerd/",
        contact_person_check,
        name="employer-contact-person-check",
    ),
    path(
        "werkgevers/<str:kvk>/contactpersonen/<int:contact>/vertrokken/",
        contact_person_end,
        name="employer-contact-person-end",
    ),
    path("werkgevers/<str:kvk>/accountmanager/", owner_take, name="employer-owner-take"),
    path("werkgevers/<str:kvk>/overdragen/", owner_offer, name="employer-owner-offer"),
    path("werkgevers/<str:kvk>/overdragen/antwoord/", owner_answer, name="employer-owner-answer"),
    path("werkgevers/<str:kvk>/overdragen/intrekken/", owner_withdraw, name="employer-owner-withdraw"),
]
