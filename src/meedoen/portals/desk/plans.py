"""Pages about someone's plan: goals, steps, and talking it through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.notes import DiscussPlanForm, GoalForm, StepForm
from meedoen.portals.desk.note_page import Frame, note_page
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import file_crumbs, file_page
from meedoen.portals.desk.register_pages import done, form_page, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.checks import NotPossible
from meedoen.register.people.services import look_at_person
from meedoen.register.profiles import planning, words
from meedoen.register.profiles.selectors import goal_of, plan_of, step_of

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="plan.see", template="desk/profiles/plan.html", nav="people", methods=("GET", "HEAD"))
def plan(request: HttpRequest, actor: Actor, number: str) -> Answer:
    context = file_page(actor, number, "person-plan")
    return {
        **context,
        "plan": plan_of(context["person"]),
        "who_does": words.WHO_DOES,
        "day": today(),
        "can": powers_of(actor, "plan.change"),
    }


@page(power="plan.change", template="desk/form.html", nav="people")
def plan_discuss(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    who = look_at_person(actor, number, "plan").person
    form = DiscussPlanForm(request.POST or None, initial={"on": day})
    if request.method == "POST":
        made = do(
            form, lambda _accepted: planning.discuss_plan(actor, number, form.cleaned_data["on"], today=day)
        )
        if made is not None:
            return done(request, _("Vastgelegd dat het plan is besproken."), _url(number))
    frame = _frame(who.name, number, _("Plan besproken"), "")
    return form_page(form, frame.title, _("Vastleggen"), frame.back, crumbs=frame.crumbs)


@page(power="plan.change", template="desk/form.html", nav="people")
def goal_new(request: HttpRequest, actor: Actor, number: str) -> Answer:
    who = look_at_person(actor, number, "plan").person
    return note_page(
        request,
        GoalForm,
        _frame(who.name, number, _("Doel toevoegen"), _("Het doel staat in het plan.")),
        lambda form, accepted: planning.set_goal(
            actor, number, form.note(), accepted=accepted, today=today()
        ),
    )


@page(power="plan.change", template="desk/form.html", nav="people")
def goal_change(request: HttpRequest, actor: Actor, number: str, goal: int) -> Answer:
    who = look_at_person(actor, number, "plan").person
    return note_page(
        request,
        GoalForm,
        _frame(who.name, number, _("Doel wijzigen"), _("De wijziging is opgeslagen.")),
        lambda form, accepted: planning.set_goal(
            actor,
            number,
            form.note(),
            key=goal,
            version=form.cleaned_data["version"],
            accepted=accepted,
            today=today(),
        ),
        row=goal_of(who, goal),
    )


@page(power="plan.change", template="desk/form.html", nav="people")
def step_new(request: HttpRequest, actor: Actor, number: str, goal: int) -> Answer:
    who = look_at_person(actor, number, "plan").person
    lead = _("Stap voor het doel: %(goal)s") % {"goal": goal_of(who, goal).words}
    return note_page(
        request,
        StepForm,
        _frame(who.name, number, _("Stap toevoegen"), _("De stap staat in het plan."), lead),
        lambda form, accepted: planning.set_step(
            actor, number, form.note(), goal=goal, accepted=accepted, today=today()
        ),
    )


@page(power="plan.change", template="desk/form.html", nav="people")
def step_change(request: HttpRequest, actor: Actor, number: str, step: int) -> Answer:
    who = look_at_person(actor, number, "plan").person
    row = step_of(who, step)
    return note_page(
        request,
        StepForm,
        _frame(who.name, number, _("Stap wijzigen"), _("De wijziging is opgeslagen.")),
        lambda form, accepted: planning.set_step(
            actor,
            number,
            form.note(),
            goal=row.goal_id,
            key=step,
            version=form.cleaned_data["version"],
            accepted=accepted,
            today=today(),
        ),
        row=row,
    )


@page(power="plan.change", nav="people", methods=("POST",))
def step_done(request: HttpRequest, actor: Actor, number: str, step: int) -> Answer:
    try:
        planning.finish_step(actor, number, step, today=today())
    except NotPossible as refusal:
        messages.warning(request, refusal.message)
        return HttpResponseRedirect(_url(number))
    return done(request, _("De stap is gedaan."), _url(number))


def _frame(name: str, number: str, title: str, told: str, lead: str = "") -> Frame:
    back = _url(number)
    return Frame(title, back, (*file_crumbs(name, number), Link(_("Plan"), back)), told, lead)


def _url(number: str) -> str:
    return reverse("person-plan", args=[number])


urls = [
    path("kandidaten/<str:number>/plan/", plan, name="person-plan"),
    path("kandidaten/<str:number>/plan/besproken/", plan_discuss, name="person-plan-discuss"),
    path("kandidaten/<str:number>/plan/doel/", goal_new, name="person-goal-new"),
    path("kandidaten/<str:number>/plan/doel/<int:goal>/", goal_change, name="person-goal"),
    path("kandidaten/<str:number>/plan/doel/<int:goal>/stap/", step_new, name="person-step-new"),
    path("kandidaten/<str:number>/plan/stap/<int:step>/", step_change, name="person-step"),
    path("kandidaten/<str:number>/plan/stap/<int:step>/gedaan/", step_done, name="person-step-done"),
]
