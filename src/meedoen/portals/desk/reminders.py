"""Pages about reminders: mine, why I got one, a pause on someone's file, and the letter a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.employer_file import at_once
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.reminders import MailForm, PauseForm, ReminderFilter
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import file_crumbs
from meedoen.portals.desk.register_pages import address, done, filled_in, form_page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.primitives.period import day_in_words
from meedoen.register.employers.selectors import employer_by_kvk
from meedoen.register.people.services import look_at_person
from meedoen.register.reminders import pausing, selectors, services
from meedoen.register.reminders.looking import look_at_reminder, look_at_reminders
from meedoen.register.reminders.selectors import ReminderRow
from meedoen.register.worklist.rules import RULES

Answer = Mapping[str, Any] | HttpResponseBase

# What can stand in the proof of a reminder; a code without words is shown as it is.
FACTS = {
    "last_on": gettext_lazy("Laatste gesprek"),
    "registered_on": gettext_lazy("Ingeschreven, nog nooit gesproken"),
    "owner_since": gettext_lazy("U bent accountmanager sinds"),
    "days": gettext_lazy("Dagen geleden"),
    "last_on_day": gettext_lazy("Laatste dag"),
    "asked_on": gettext_lazy("Gevraagd op"),
    "by_on": gettext_lazy("Uiterlijk"),
    "confirmed_on": gettext_lazy("Profiel doorgenomen op"),
    "proposal": gettext_lazy("Voorstel"),
    "agreement": gettext_lazy("Overeenkomst"),
    "expires_on": gettext_lazy("Verloopt op"),
}
PAUSED = gettext_lazy("De herinneringen zijn gepauzeerd.")
GOES_ON = gettext_lazy("De herinneringen gaan weer door.")
# Codes that say nothing to whoever reads the proof.
NOT_SHOWN = frozenset({"missing", "who", "kind", "category", "waits_for"})


@page(power="reminder.see", template="desk/reminders/list.html", nav="reminders", methods=("GET", "HEAD"))
def reminders(request: HttpRequest, actor: Actor) -> Answer:
    after = filled_in(ReminderFilter, request).get("na")
    found = look_at_reminders(actor, after)
    here = reverse("reminders")
    return {
        "rows": [(row, words_of(row), subject_url(row)) for row in found.rows],
        "mail": dict(selectors.mail_choices())[selectors.wants_mail(actor)],
        "first_url": here if after is not None else None,
        "next_url": address(here, {"na": found.next_after}) if found.next_after else None,
    }


@page(power="reminder.see", template="desk/reminders/proof.html", nav="reminders", methods=("GET", "HEAD"))
def reminder(request: HttpRequest, actor: Actor, reminder: int) -> Answer:
    row = look_at_reminder(actor, reminder)
    rule = RULES.get(row.reminder.rule)
    return {
        "row": row,
        "words": words_of(row),
        "why": rule.why if rule else "",
        "is_same_version": rule is not None and rule.version == row.reminder.rule_version,
        "facts": [
            (FACTS.get(code, code), _shown(value))
            for code, value in row.reminder.facts.items()
            if code not in NOT_SHOWN
        ],
        "subject_url": subject_url(row),
        "crumbs": (Link(_("Herinneringen"), reverse("reminders")),),
    }


def words_of(row: ReminderRow) -> str:
    """Say what a reminder is about; one of a rule that is no more keeps its code."""
    rule = RULES.get(row.reminder.rule)
    return str(rule.words) if rule else row.reminder.rule


def subject_url(row: ReminderRow) -> str:
    """Return where to do something about it, or nothing where the reader does not see the subject."""
    if row.reminder.rule.startswith("hand_over."):
        return reverse("hand-over", args=[row.reminder.subject_id])
    if row.number and row.reminder.rule.startswith("proposal."):
        return reverse("proposal", args=[row.reminder.facts["proposal"]])
    if row.number and row.reminder.rule.startswith("agreement."):
        return reverse("agreement", args=[row.reminder.facts["agreement"]])
    if row.number:
        return reverse("person", args=[row.number])
    return reverse("employer", args=[row.kvk]) if row.kvk else ""


def _shown(value: Any) -> str:
    try:
        return day_in_words(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


@page(power="reminder.pause", template="desk/reminders/pause.html", nav="people")
def person_pause(request: HttpRequest, actor: Actor, number: str) -> Answer:
    who = look_at_person(actor, number).person
    form, back = PauseForm(request.POST or None), reverse("person", args=[who.number])

    def service(_accepted: frozenset[str]) -> Any:
        return pausing.pause_person(actor, number, **form.cleaned_data, today=today())

    if request.method == "POST" and do(form, service) is not None:
        return done(request, str(PAUSED), back)
    end_url = reverse("person-pause-end", args=[who.number])
    return _pause_form(form, who, file_crumbs(who.name, who.number), back, end_url)


@page(power="reminder.pause", methods=("POST",))
def person_resume(request: HttpRequest, actor: Actor, number: str) -> Answer:
    back = reverse("person", args=[number])
    return at_once(request, lambda: pausing.resume_person(actor, number, today=today()), str(GOES_ON), back)


@page(power="reminder.pause", template="desk/reminders/pause.html", nav="employers")
def employer_pause(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    form, back = PauseForm(request.POST or None), reverse("employer", args=[found.kvk])

    def service(_accepted: frozenset[str]) -> Any:
        return pausing.pause_employer(actor, kvk, **form.cleaned_data, today=today())

    if request.method == "POST" and do(form, service) is not None:
        return done(request, str(PAUSED), back)
    crumbs = (Link(_("Werkgevers"), reverse("employers")), Link(found.name, back))
    return _pause_form(form, found, crumbs, back, reverse("employer-reminders-pause-end", args=[found.kvk]))


@page(power="reminder.pause", methods=("POST",))
def employer_resume(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    back = reverse("employer", args=[kvk])
    return at_once(request, lambda: pausing.resume_employer(actor, kvk, today=today()), str(GOES_ON), back)


def _pause_form(
    form: PauseForm, about: Any, crumbs: tuple[Link, ...], back: str, end_url: str
) -> Mapping[str, Any]:
    lead = _("Zolang de pauze loopt, wordt niemand herinnerd aan %(name)s. Op Vandaag blijft alles staan.")
    return form_page(
        form,
        _("Herinneringen pauzeren"),
        _("Pauzeren"),
        back,
        crumbs=crumbs,
        lead=lead % {"name": about.name},
        running=selectors.pause_of(about, today()),
        end_url=end_url,
    )


@page(power="own_access.manage", template="desk/form.html")
def own_reminders(request: HttpRequest, actor: Actor) -> Answer:
    form = MailForm(request.POST or None, initial={"mail": selectors.wants_mail(actor)})
    if request.method == "POST":
        made = do(form, lambda _accepted: services.choose_mail(actor, **form.cleaned_data, today=today()))
        if made is not None:
            return done(request, _("Uw keuze is bewaard."), reverse("own-access"))
    return form_page(
        form,
        _("E-mail over herinneringen"),
        _("Bewaren"),
        reverse("own-access"),
        crumbs=(Link(_("Mijn toegang"), reverse("own-access")),),
    )


urls = [
    path("herinneringen/", reminders, name="reminders"),
    path("herinneringen/<int:reminder>/", reminder, name="reminder"),
    path("kandidaten/<str:number>/pauze/", person_pause, name="person-pause"),
    path("kandidaten/<str:number>/pauze/einde/", person_resume, name="person-pause-end"),
    path("werkgevers/<str:kvk>/herinneringen-pauze/", employer_pause, name="employer-reminders-pause"),
    path(
        "werkgevers/<str:kvk>/herinneringen-pauze/einde/",
        employer_resume,
        name="employer-reminders-pause-end",
    ),
    path("mijn-toegang/herinneringen/", own_reminders, name="own-reminders"),
]
