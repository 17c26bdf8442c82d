"""What can be wrong with a function, a task or a job on the bench, each by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.matching.carving_shapes import FREQUENCIES, KEPT
from meedoen.register.bench.content import NewDraft, NewFunction, NewTask
from meedoen.register.bench.models import Bench
from meedoen.register.checks import NotPossible, in_hundredths, text, tidy
from meedoen.register.employers.noted import noted
from meedoen.register.jobs import validity as of_jobs
from meedoen.register.jobs.demands import demand_words
from meedoen.register.jobs.parts import Terms, What
from meedoen.register.jobs.whole import EXCLUDE, TASKED
from meedoen.register.profiles.words import DAYS, LEVELS, TIMES
from meedoen.register.profiles.work import TASK_WORDS

MOST_FUNCTIONS, MOST_TASKS, MOST_DRAFTS = 50, 500, 50
MOST_PEOPLE, MOST_WAGE = 500, Decimal(500)
# Of everybody who does the function together.
MOST_HOURS = Decimal(9_999)
LONGEST_NOTE = 4000


def wrong_function(new: NewFunction) -> Iterator[Refused]:
    """Give what is wrong with a function, apart from whose branch it is at."""
    yield from text(new.name, _("De naam van de functie"), "name", 80)[1]
    yield from noted(new.must_stay, _("Wat er blijft"), "must_stay", 500)[1]
    if not 1 <= new.people <= MOST_PEOPLE:
        message = _("Kies een heel getal van 1 t/m %(most)s mensen.")
        yield NotPossible(message % {"most": MOST_PEOPLE}, field="people")
    if not _is_within(new.hours_week, MOST_HOURS):
        message = _("Vul de uren per week van iedereen samen in: meer dan 0 en hoogstens %(most)s.")
        yield NotPossible(message % {"most": MOST_HOURS}, field="hours_week")
    if new.wage is not None and not _is_within(new.wage, MOST_WAGE):
        message = _("Vul een bedrag per uur in van meer dan 0 en hoogstens %(most)s euro.")
        yield NotPossible(message % {"most": MOST_WAGE}, field="wage")
    yield from _unknown((new.level,) if new.level else (), LEVELS, "level")


def wrong_task(new: NewTask, hours_field: str = "hours_week") -> Iterator[Refused]:
    """Give what is wrong with a task, and what in it contradicts itself."""
    yield from _unknown((new.task,) if new.task else (), TASK_WORDS, "task")
    if not new.task and not tidy(new.words):
        yield NotPossible(_("Kies een taak uit de lijst, of schrijf hem zelf op."), field="words")
    yield from noted(new.words, _("De taak"), "words", 120)[1]
    if in_quarters(new.hours_week) is None:
        message = _(
            "Vul de uren per week in, in hele kwartieren, zoals 2,25: meer dan 0 en hoogstens %(most)s."
        )
        yield NotPossible(message % {"most": MOST_HOURS}, field=hours_field)
    yield from _unknown((new.frequency,), FREQUENCIES, "frequency")
    yield from _unknown(new.days, DAYS, "days")
    yield from _unknown(new.times, TIMES, "times")
    yield from _unknown((new.level,) if new.level else (), LEVELS, "level")
    yield from _unknown((new.kept,) if new.kept else (), KEPT, "kept")
    yield from of_jobs.wrong_demands(new.demands)
    yield from _contradictions(new)


def _contradictions(new: NewTask) -> Iterator[Refused]:
    for one, other in EXCLUDE:
        if one in new.demands and other in new.demands:
            words = {"one": demand_words(one), "other": demand_words(other)}
            message = _("“%(one)s” en “%(other)s” kan niet samen. Laat er één weg.")
            yield NotPossible(message % words, field=f"demand_{other}")
    for code, tasks in TASKED.items():
        if code in new.demands and new.task in tasks:
            words = {"demand": demand_words(code), "task": str(TASK_WORDS[new.task])}
            message = _("“%(demand)s” en de taak “%(task)s” kan niet samen. Haal er één weg.")
            yield NotPossible(message % words, field=f"demand_{code}")


def wrong_draft(new: NewDraft) -> Iterator[Refused]:
    """Give what is wrong with a job on the bench, apart from its pieces and for whom it is."""
    yield from text(new.title, _("De titel"), "title", 120)[1]
    yield from of_jobs.wrong_hours(What("carved", new.title, "", **_hours(new)))
    yield from of_jobs.wrong_terms(terms_of(new))


def _hours(new: NewDraft) -> dict[str, Any]:
    return {"hours_min": new.hours_min, "hours_max": new.hours_max}


def terms_of(new: NewDraft) -> Terms:
    """Return what a job on the bench says about guidance and wage."""
    return Terms(
        guide=new.guide,
        guidance_minutes=new.guidance_minutes,
        wage=new.wage,
        wage_percentage=new.wage_percentage,
        wage_amount=new.wage_amount,
        wage_scale=tidy(new.wage_scale),
    )


def in_quarters(hours: Decimal, most: Decimal = MOST_HOURS) -> int | None:
    """Return hours as whole quarters of an hour, or None where that cannot be."""
    hundredths = in_hundredths(hours)
    if hundredths is None or not 0 < hundredths <= most * 100 or hundredths % 25:
        return None
    return hundredths // 25


def _is_within(number: Decimal, most: Decimal) -> bool:
    hundredths = in_hundredths(number)
    return hundredths is not None and 0 < hundredths <= most * 100


def _unknown(codes: Iterable[str], known: Iterable[Any], field: str) -> Iterator[Refused]:
    if not set(codes) <= set(known):
        yield NotPossible(_("Deze keuze bestaat niet. Kies uit de lijst."), field=field)


def wrong_number(there: int, more: int, most: int, message: str, field: str | None = None) -> list[Refused]:
    """Refuse more rows than a bench holds; `message` says how many that is, as %(most)s and %(there)s."""
    if there + more <= most:
        return []
    return [NotPossible(message % {"most": most, "there": there}, field=field)]


def lines(given: str) -> str:
    """Return a text tidied line by line, so that paragraphs stay."""
    return "\n".join(tidy(line) for line in given.splitlines()).strip()


def open_for_change(bench: Bench) -> Bench:
    """Return the bench, unless it is closed."""
    if bench.closed_on is not None:
        message = _("Deze banenbank is gesloten. Wat erop staat, verandert niet meer.")
        raise NotPossible(message)
    return bench
