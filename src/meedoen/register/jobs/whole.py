"""What can be wrong with a job as a whole: parts that contradict each other, and what an open job lacks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.primitives.hours import Hours
from meedoen.register.checks import NotPossible
from meedoen.register.jobs.demands import demand_words
from meedoen.register.jobs.parts import NewJob
from meedoen.register.jobs.words import UNPAID
from meedoen.register.profiles.words import TIMES
from meedoen.register.profiles.work import TASK_WORDS

# Nobody may work longer on a day (Arbeidstijdenwet 5:7).
MOST_A_DAY = 12
# Two things that cannot hold at one job.
EXCLUDE = (("indoors", "outdoors"),)
# A condition, and the time of the day at which it cannot hold.
TIMED = (("no_night", "night"), ("no_evening", "evening"))
# Before this hour is early: `not_before` from here on leaves no early work.
EARLY_UNTIL = 8
# A condition, and the tasks that are exactly what it rules out.
TASKED = {
    "no_phone": frozenset({"reception.phone"}),
    "no_customers": frozenset(
        {"shop.till", "shop.help", "reception.welcome", "catering.serve", "transport.drive"}
    ),
    "own_pace": frozenset({"production.line"}),
    "indoors": frozenset(
        {"green.mow", "green.weed", "green.prune", "green.litter", "building.pave", "shop.trolleys"}
    ),
}


def contradictions(job: NewJob) -> Iterator[Refused]:
    """Give what cannot both be so."""
    yield from _hours_and_days(job)
    demands, times = job.work.demands, set(job.what.times)
    for one, other in EXCLUDE:
        if one in demands and other in demands:
            words = {"one": demand_words(one), "other": demand_words(other)}
            message = _("“%(one)s” en “%(other)s” kan niet samen. Laat er één weg.")
            yield NotPossible(message % words, field=f"demand_{other}")
    ruled_out = [(code, time) for code, time in TIMED if code in demands and time in times]
    if demands.get("not_before", 0) >= EARLY_UNTIL and "early" in times:
        ruled_out.append(("not_before", "early"))
    for code, time in ruled_out:
        words = {"demand": demand_words(code), "time": str(TIMES[time])}
        message = _("“%(demand)s” en werktijd “%(time)s” kan niet samen. Pas een van de twee aan.")
        yield NotPossible(message % words, field=f"demand_{code}")
    for code, tasks in TASKED.items():
        for row, line in enumerate(job.work.tasks):
            if code in demands and line.task in tasks:
                words = {"demand": demand_words(code), "task": str(TASK_WORDS[line.task])}
                message = _("“%(demand)s” en de taak “%(task)s” kan niet samen. Haal er één weg.")
                yield NotPossible(message % words, field=f"task_{row}")
    if job.terms.wage == "none" and job.what.kind not in UNPAID:
        message = _("Zonder loon kan alleen op een leerwerkplek of proefplaats. Kies een loon.")
        yield NotPossible(message, field="wage")
    if job.terms.guidance_minutes and job.terms.guide in ("", "none"):
        message = _("Er staan minuten begeleiding, maar niemand die begeleidt. Kies wie dat doet.")
        yield NotPossible(message, field="guide")


def _hours_and_days(job: NewJob) -> Iterator[Refused]:
    most, days = job.what.hours_max, len(set(job.what.days))
    if most is not None and days and most > MOST_A_DAY * days:
        message = _("%(hours)s uur past niet op de gekozen dagen (hoogstens %(most)s uur per dag).")
        words = {"hours": Hours.of(most), "most": MOST_A_DAY}
        yield NotPossible(message % words, field="days")
    needed = sum((line.hours_week for line in job.work.tasks), Decimal(0))
    if most is not None and needed > most:
        message = _(
            "De taken kosten samen %(needed)s uur, en de baan heeft er hoogstens %(most)s. "
            "Haal een taak weg, of maak de baan groter."
        )
        words = {"needed": Hours.of(needed), "most": Hours.of(most)}
        yield NotPossible(message % words, field="task_hours_0")


def lacking(job: NewJob) -> Iterator[Refused]:
    """Give what a job needs before anybody can be offered it; without, it stays a concept."""
    if not job.work.tasks:
        message = _("Een baan zonder taken blijft een concept. Vul eerst bij “Taken en eisen” de taken in.")
        yield NotPossible(message)
    if job.what.hours_max is None:
        yield NotPossible(_("De uren per week ontbreken. Vul ze in bij “Wat en waar”."))
    if not job.what.days:
        yield NotPossible(_("De werkdagen ontbreken. Vul ze in bij “Wat en waar”."))
    if not job.what.times:
        yield NotPossible(_("De werktijden ontbreken. Vul ze in bij “Wat en waar”."))
    if not job.terms.wage:
        yield NotPossible(_("Het loon ontbreekt. Vul het in bij “Begeleiding en loon”."))
    if job.what.kind == "carved" and not (job.terms.donor_function and job.terms.when_donor_changes):
        message = _(
            "Een functie op maat is gemaakt uit een andere functie. Vul bij “Begeleiding en loon” in welke, "
            "en wat er gebeurt als die verandert."
        )
        yield NotPossible(message)
