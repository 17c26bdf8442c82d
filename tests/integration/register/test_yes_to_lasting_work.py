"""From yes to lasting work, deed by deed; and each deed broken off at each of its writes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.apps import apps
from django.core import mail
from django.db import connection

from meedoen.access.actors import Actor
from meedoen.primitives.period import Month, Quarter
from meedoen.register.agreeing.starting import start_agreement
from meedoen.register.agreements import links as agreement_links
from meedoen.register.agreements import reviewing, running, services, signing
from meedoen.register.agreements.models import Agreement, AgreementParty
from meedoen.register.agreements.selectors import standing_placement
from meedoen.register.agreements.to_job import NewJob, trial_to_job
from meedoen.register.coaching.services import grant_coaching
from meedoen.register.coaching.validity import NewCoaching
from meedoen.register.coaching.visiting import record_visit
from meedoen.register.durability.answering import answer_check
from meedoen.register.durability.links import Letter, send_check_link
from meedoen.register.durability.questions import QUESTIONS
from meedoen.register.durability.services import record_check
from meedoen.register.durability.validity import Told
from meedoen.register.people.models import Person
from meedoen.register.placements.models import Placement
from meedoen.register.placements.services import record_paid_hours
from meedoen.register.rounds.taking_part import around_people
from meedoen.register.subsidies.services import approve_subsidy, propose_subsidy, request_subsidy
from meedoen.register.subsidies.validity import NewSubsidy
from meedoen.steering.lasting.selectors import reached_in
from tests.factories import agreements, coaching, profiles, register, subsidies
from tests.factories.access import Cast

Made = TypeVar("Made")
Deed = Callable[[Callable[[], Made]], Made]

DAY = timedelta(days=1)
PROEF, BEGINS = date(2017, 9, 18), date(2017, 10, 17)
# Half a year of work is full on this day.
REACHED = date(2018, 4, 17)
MONTHS = [Month(2017, 11), Month(2017, 12), Month(2018, 1), Month(2018, 2), Month(2018, 3)]
SAID = frozenset({"past_limit", "keep_text", "over_norm", "over_budget"})
broken_off: list[str] = []


class BrokenOff(BaseException):
    """The server stops here, and nothing after it is done."""


def done(deed: Callable[[], Made]) -> Made:
    """Do a deed, after it was broken off at its first write, at its second, and so on to its last."""
    before, at = _everything(), 0
    while True:
        at += 1
        try:
            with _broken_off(at):
                return deed()
        except BrokenOff:
            broken_off.append("")
            assert _everything() == before


@contextmanager
def _broken_off(at: int) -> Iterator[None]:
    writes = 0

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal writes
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            writes += 1
            if writes == at:
                raise BrokenOff
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


def _everything() -> dict[str, list[str]]:
    """Every row of the product."""
    tables = [one._meta.db_table for one in apps.get_models() if one.__module__.startswith("meedoen.")]
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def _sent() -> str:
    return str(mail.outbox[-1].body)


def _letter(_made: Agreement, _party: AgreementParty, token: str) -> agreement_links.Letter:
    return agreement_links.Letter("Tekenen", token)


def _sign(alice: Actor, made: Agreement, day: date) -> Agreement:
    """The candidate and the employer by a link, the municipality with an account."""
    for side, name in (("person", made.person.name), ("employer", "Wim Werkgever")):
        done(
            lambda side=side: agreement_links.send_link(  # type: ignore[misc]
                alice,
                made.number,
                side,
                f"{side}@huis.example",
                write=_letter,
                version=made.version,
                today=day,
            )
        )
        token = _sent()
        done(lambda token=token, name=name: signing.sign_by_link(token, name, today=day))  # type: ignore[misc]
        made.refresh_from_db()
    return done(lambda: signing.sign_with_account(alice, made.number, version=made.version, today=day))


def _tried(alice: Actor, person: Person) -> Agreement:
    new = agreements.new(
        alice, person, kind="proefplaatsing", starts_on=PROEF, ends_before=BEGINS, hours_week=Decimal(28)
    )
    trial = done(lambda: services.make_agreement(alice, new, accepted=SAID, today=PROEF))
    number = trial.number
    trial = done(lambda: services.share_agreement(alice, number, version=trial.version, today=PROEF))
    trial = _sign(alice, trial, PROEF)
    trial = done(lambda: start_agreement(alice, number, version=trial.version, accepted=SAID, today=PROEF))
    last = BEGINS - DAY
    return done(
        lambda: reviewing.write_review(
            alice, number, "Het ging goed", "job", version=trial.version, today=last
        )
    )


def _at_work(alice: Actor, trial: Agreement) -> Agreement:
    new = NewJob(BEGINS, Decimal(28))
    job = done(
        lambda: trial_to_job(
            alice, trial.number, new, version=trial.version, accepted=SAID, today=BEGINS - DAY
        )
    )
    number = job.number
    job = done(lambda: services.share_agreement(alice, number, version=job.version, today=BEGINS))
    job = _sign(alice, job, BEGINS)
    return done(
        lambda: start_agreement(
            alice, number, programme="1000_banenplan", version=job.version, accepted=SAID, today=BEGINS
        )
    )


def _guided(cast: Cast, work: Placement) -> None:
    """Granted by another than the coach; a visit that the phone sends twice is one."""
    hans, day = cast.hans, BEGINS + 7 * DAY
    tina = coaching.granter(hans.account.organisation, BEGINS)
    year = {"starts_on": BEGINS, "ends_before": BEGINS + 365 * DAY}
    new = NewCoaching(
        placement=work.number, coach_id=hans.account.pk, regime="licht", hours=Decimal(40), **year
    )
    made = done(lambda: grant_coaching(tina, new, accepted=SAID, today=BEGINS))
    visit, at = coaching.new_visit(happened_on=day), datetime(2017, 10, 24, 12, tzinfo=UTC)

    def visited() -> int:
        return record_visit(hans.actor, made.number, visit, accepted=SAID, today=day, at=at).pk

    assert done(visited) == visited()


def _paid(cast: Cast, work: Placement) -> None:
    """The first hours, and a subsidy that a second person approves."""
    alice, hans, day = cast.alice.actor, cast.hans.actor, date(2018, 4, 1)
    for month in MONTHS:
        done(
            lambda month=month: record_paid_hours(  # type: ignore[misc]
                alice, work.number, month, Decimal(120), today=day
            )
        )
    subsidies.measured(work, "60", BEGINS)
    new = NewSubsidy(work.number, "measured", Decimal(36), date(2018, 1, 1))
    asked = done(lambda: request_subsidy(alice, new, today=day))
    asked = done(lambda: propose_subsidy(alice, asked.number, version=asked.version, today=day))
    assert (
        done(lambda: approve_subsidy(hans, asked.number, version=asked.version, today=day)).state
        == "approved"
    )


def _heard(cast: Cast, work: Placement) -> None:
    """The check at six months: two voices by a link, the coach at the desk."""

    def told(voice: str) -> Told:
        return Told({one.code: one.answers[0].code for one in QUESTIONS[voice]})

    hans = cast.hans.actor
    for voice in ("person", "employer"):
        letter = Letter(f"{voice}@huis.example", lambda token: ("Hoe gaat het?", token))
        done(
            lambda voice=voice, letter=letter: send_check_link(  # type: ignore[misc]
                hans, work.number, "months_6", voice, letter, known=0, today=REACHED
            )
        )
        token = _sent()
        done(lambda token=token, voice=voice: answer_check(token, told(voice), today=REACHED))  # type: ignore[misc]
    done(
        lambda: record_check(hans, work.number, "months_6", "coach", told("coach"), version=0, today=REACHED)
    )


def _lasting(karin: Actor, day: date) -> int | None:
    found = {one.code: one.now for one in reached_in(karin, "AM01", Quarter.of(day), today=day)}
    return found["1000_banenplan"]


def test_from_yes_to_lasting_work(cast: Cast) -> None:
    broken_off.clear()
    alice, hans, karin = cast.alice.actor, cast.hans.actor, cast.karin.actor
    register.programme("1000_banenplan")
    person = register.person()
    profiles.profile(person)
    job = _at_work(alice, _tried(alice, person))
    work = standing_placement(job)
    assert work is not None
    assert (work.kind, work.starts_on) == ("dienstverband", BEGINS)
    assert Placement.objects.standing().filter(person=person).count() == 2
    _guided(cast, work)
    _paid(cast, work)
    _heard(cast, work)
    assert [_lasting(karin, REACHED - DAY), _lasting(karin, REACHED)] == [0, 1]
    job.refresh_from_db()
    assert str(person.pk) not in around_people(REACHED).arrived
    done(
        lambda: running.end_agreement(
            hans, job.number, REACHED, "contract_ended", "pool", version=job.version, today=REACHED
        )
    )
    assert str(person.pk) in around_people(REACHED).arrived
    assert _lasting(karin, REACHED) == 1
    assert len(broken_off) > 100
