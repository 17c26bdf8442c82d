"""Why a person or a job is not matched at all: something is missing, unknown or contradicts itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from meedoen.matching import codes
from meedoen.matching.shapes import Job, JobTask, Person
from meedoen.matching.takes import FREE_OF
from meedoen.matching.travel import point_of
from meedoen.primitives.words import N_, Words

MOST_HOURS_C = 4800
MOST_TRAVEL_MINUTES = 480
MOST_WEIGHT = 10_000
MOST_TASKS = 500
LAST_HOUR = 23


def missing_in_person(person: Person) -> tuple[Words, ...]:
    """Why this person is not matched; nothing if and only if the profile says enough to match on."""
    known = person.tasks_able | person.tasks_liked | person.tasks_wanted
    said = {
        N_("De woonplek is niet bekend. Zonder woonplek is er geen reistijd."): point_of(person.place),
        N_("Het vervoer is niet ingevuld."): person.means,
        N_("De reistijd is niet ingevuld."): person.travel_minutes,
        N_("De uren per week zijn niet ingevuld."): person.hours_min_c is not None and person.hours_max_c,
        N_("De dagen zijn niet ingevuld."): person.days,
        N_("De tijden van de dag zijn niet ingevuld."): person.times,
        N_("Er is geen enkele taak ingevuld."): known,
        N_("De voorwaarden zijn nog niet besproken."): person.conditions is not None,
    }
    found = [Words(sentence) for sentence, given in said.items() if not given]
    found += _hours(person.hours_min_c, person.hours_max_c)
    if person.travel_minutes is not None and not 0 <= person.travel_minutes <= MOST_TRAVEL_MINUTES:
        found.append(Words(N_("De reistijd ligt niet tussen 1 en 480 minuten.")))
    found += _unknown(person.means, codes.MEANS)
    found += _unknown(known, codes.TASKS)
    found += _unknown(person.wishes, codes.FIELDS)
    found += _unknown(person.groups, codes.TARGET_GROUPS)
    found += _both(person.days, person.times, person.languages, person.licences, person.level)
    found += _conditions(person.conditions or {})
    needs = person.conditions or {}
    if "indoors" in needs and "outdoors" in needs:
        found.append(Words(N_("“Alleen binnen” en “vooral buiten” kunnen niet samen.")))
    return tuple(found)


def missing_in_job(job: Job) -> tuple[Words, ...]:
    """Why this job is not matched; nothing if and only if it says enough to match on."""
    said = {
        N_("De baan heeft geen taken. Zonder taken is niet te zien voor wie het werk past."): job.tasks,
        N_("Er is geen plek vrij."): job.seats > 0,
        N_("De uren per week zijn niet ingevuld."): job.hours_min_c is not None and job.hours_max_c,
        N_("De dagen zijn niet ingevuld."): job.days,
        N_("De tijden van de dag zijn niet ingevuld."): job.times,
        N_("De plek van het werk is niet bekend."): point_of(job.place),
    }
    found = [Words(sentence) for sentence, given in said.items() if not given]
    found += _hours(job.hours_min_c, job.hours_max_c)
    found += _both(job.days, job.times, job.languages, job.licences, job.level)
    found += _unknown(job.offered_to, codes.TARGET_GROUPS)
    found += _conditions(job.demands)
    found += _conditions({"guidance_minutes": job.guidance_minutes})
    found += _tasks(job.tasks)
    for code, time in FREE_OF.items():
        if job.demands.get(code) == 1 and time in job.times:
            words = {"one": Words(codes.CONDITIONS[code].words), "other": Words(codes.TIMES[time])}
            found.append(Words(N_("“%(one)s” en “%(other)s” kunnen niet samen."), words))
    return tuple(found)


def _tasks(tasks: tuple[JobTask, ...]) -> Iterator[Words]:
    named = [task.code for task in tasks]
    yield from _unknown(named, codes.TASKS)
    if len(set(named)) != len(named):
        yield Words(N_("Een taak staat er twee keer in."))
    if len(named) > MOST_TASKS:
        yield Words(N_("Meer dan 500 taken in één baan kan niet."))
    if not all(1 <= task.weight <= MOST_WEIGHT for task in tasks):
        yield Words(N_("Elke taak telt mee voor 1 tot en met 10.000."))
    for task in tasks:
        yield from _conditions(task.demands)


def _hours(least: int | None, most: int | None) -> Iterator[Words]:
    if least is None or most is None:
        return
    if least < 0 or most < least:
        yield Words(N_("De uren kloppen niet: het minste is meer dan het meeste, of minder dan 0."))
    if most > MOST_HOURS_C:
        yield Words(N_("Meer dan 48 uur per week kan niet."))


def _both(
    days: Collection[str],
    times: Collection[str],
    languages: Mapping[str, str],
    licences: Collection[str],
    level: str | None,
) -> Iterator[Words]:
    yield from _unknown(days, codes.DAYS)
    yield from _unknown(times, codes.TIMES)
    yield from _unknown(languages, codes.LANGUAGES)
    yield from _unknown(languages.values(), codes.LANGUAGE_LEVELS)
    yield from _unknown(licences, codes.LICENCES)
    yield from _unknown([level] if level else [], codes.LEVELS)


def _conditions(given: Mapping[str, int]) -> Iterator[Words]:
    yield from _unknown(given, codes.CONDITIONS)
    for code, value in sorted(given.items()):
        kind = codes.CONDITIONS.get(code)
        most = LAST_HOUR if code == "not_before" else kind.most if kind else 0
        if kind and not 0 <= value <= most:
            yield Words(
                N_("Bij “%(what)s” staat %(value)s. Dat gaat tot %(most)s."),
                {"what": Words(kind.words), "value": value, "most": most},
            )


def _unknown(given: Collection[str], known: Collection[str]) -> Iterator[Words]:
    for code in sorted(set(given) - set(known)):
        yield Words(N_("“%(code)s” staat niet in de lijst."), {"code": code})
