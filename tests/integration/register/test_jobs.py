"""Jobs: what can be registered, how a part changes, how the state moves, and what is refused in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from meedoen.access import models as access_models
from meedoen.access.actors import system
from meedoen.access.refusals import NotAllowed, NotFound, Refused, Several
from meedoen.register.checks import ChangedMeanwhile, InRow, NeedsConfirmation
from meedoen.register.employers.models import ContactPerson, Employer
from meedoen.register.jobs import facts, services
from meedoen.register.jobs.listing import JobFilters, jobs_at_employer, jobs_that_expire, jobs_visible_to
from meedoen.register.jobs.models import Job, JobMove
from meedoen.register.jobs.parts import TaskLine, Terms
from meedoen.register.jobs.selectors import (
    contact_of,
    content_of,
    job_by_number,
    moves_of,
    part_version,
    state_of,
)
from meedoen.register.jobs.states import CLOSED_BECAUSE, MOVES, REASONS, REOPENED_BECAUSE, STATES, state_on
from meedoen.register.reminders.services import plan_reminders
from meedoen.register.worklist.rules import RULES
from tests.factories import employers, jobs, register
from tests.factories.access import Cast
from tests.integration.register.given import GRONINGEN, TODAY, VEENDAM, deeds, new_job

DAY = timedelta(days=1)
LATER = TODAY + 90 * DAY


@pytest.fixture
def employer(db: None) -> Employer:
    return register.employer(name="Zorggroep Noord")


def _registered(cast: Cast, employer: Employer, **changes: Any) -> Job:
    return services.register_job(cast.alice.actor, employer.kvk, new_job(**changes), today=TODAY)


def _confirm(cast: Cast, job: Job, until: date = LATER, today: date = TODAY) -> Job:
    return services.confirm_job(cast.hans.actor, job.number, until, today=today)


def _words(refused: Any) -> str:
    one = refused.value
    return " ".join(part.message for part in one.refusals) if isinstance(one, Several) else one.message


def test_a_job_is_registered_as_a_concept_with_everything_in_it(cast: Cast, employer: Employer) -> None:
    given = new_job(languages={"nl": "speaks"}, licences=("B",), level="vmbo", growth="Na een jaar de kassa")
    job = services.register_job(cast.alice.actor, employer.kvk, given, today=TODAY)
    assert job.number == f"B-{job.pk:06}"
    assert state_of(job, TODAY) == "concept"
    assert content_of(job_by_number(cast.bob.actor, job.number)) == given
    assert deeds() == [("job.register", "job", job.number)]
    assert [move.state for move in moves_of(job)] == ["concept"]


def test_a_job_is_confirmed_expires_and_opens_again(cast: Cast, employer: Employer) -> None:
    job = _confirm(cast, _registered(cast, employer))
    assert [state_of(job, day) for day in (TODAY, LATER - DAY, LATER)] == ["open", "open", "expired"]
    again = _confirm(cast, job, LATER + 30 * DAY, today=LATER)
    assert state_of(again, LATER) == "open"
    assert [one[0] for one in deeds()] == ["job.register", "job.confirm", "job.confirm"]
    told = list(JobMove.objects.order_by("pk").values_list("from_state", "to_state"))
    assert told == [("", "concept"), ("concept", "open"), ("expired", "open")]


def test_a_job_without_tasks_stays_a_concept(cast: Cast, employer: Employer) -> None:
    job = _registered(cast, employer, tasks=())
    with pytest.raises(Refused) as refused:
        _confirm(cast, job)
    assert "Een baan zonder taken blijft een concept" in _words(refused)
    job.refresh_from_db()
    assert job.state == "concept"


def test_what_an_open_job_lacks_is_said_all_at_once(cast: Cast, employer: Employer) -> None:
    bare = {"tasks": (), "hours_min": None, "hours_max": None, "days": (), "times": ()}
    job = _registered(cast, employer, kind="carved", wage="", wage_percentage=None, **bare)
    with pytest.raises(Several) as refused:
        _confirm(cast, job)
    said = _words(refused)
    for words in ("zonder taken", "uren per week ontbreken", "werkdagen", "werktijden", "loon", "op maat"):
        assert words in said


def test_a_tasks_hours_and_the_jobs_hours_fit_together(cast: Cast, employer: Employer) -> None:
    with pytest.raises(Refused, match="De taken kosten samen 24 uur, en de baan heeft er hoogstens 20"):
        _registered(cast, employer, tasks=(TaskLine("care.meals", "", Decimal(24)),))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"hours_min": None, "hours_max": Decimal(60)}, "hours_max", "Meer dan een volle werkweek kan niet"),
        ({"hours_min": Decimal(30)}, "hours_max", "Draai ze om"),
        ({"hours_max": Decimal("NaN")}, "hours_max", "1 t/m 40 uur"),
        ({"days": ("mon",), "hours_min": None}, "days", "20 uur past niet op de gekozen dagen"),
        ({"demands": {"no_night": 1}, "times": ("night",)}, "demand_no_night", "kan niet samen"),
        ({"demands": {"not_before": 9}, "times": ("early",)}, "demand_not_before", "kan niet samen"),
        ({"demands": {"indoors": 1, "outdoors": 1}}, "demand_outdoors", "Laat er één weg"),
        ({"demands": {"flying": 1}}, None, "Deze eis bestaat niet"),
        ({"demands": {"guidance_minutes": 30}}, None, "hoort bij “Begeleiding en loon”"),
        ({"demands": {"lift_kg": 400}}, "demand_lift_kg", "van 0 t/m 50 kilo"),
        ({"guide": "none"}, "guide", "niemand die begeleidt"),
        ({"wage_percentage": Decimal(70)}, "wage_percentage", "minstens 100 procent"),
        ({"wage_amount": Decimal(2500)}, "wage", "Vul één loon in"),
        ({"wage": "scale", "wage_percentage": None}, "wage_scale", "Vul in hoeveel dat is"),
        ({"wage": "none", "wage_percentage": None}, "wage", "alleen op een leerwerkplek of proefplaats"),
        ({"title": " "}, "title", "De titel ontbreekt"),
        ({"title": "x" * 121}, "title", "te lang"),
        ({"seats": 0}, "seats", "van 1 t/m 200"),
        ({"municipality": "GM9999"}, "municipality", "niet op de kaart"),
        ({"kind": "hobby"}, "kind", "Kies uit de lijst"),
        ({"tasks": (TaskLine("", "", Decimal(1)),)}, "task_0", "Kies een taak"),
        ({"tasks": (TaskLine("green.fly", "", Decimal(1)),)}, "task_0", "Kies uit de lijst"),
        ({"tasks": (TaskLine("care.meals", "", Decimal(0)),)}, "task_hours_0", "meer dan 0"),
        ({"tasks": (TaskLine("care.meals", "", Decimal(1)),) * 2}, "task_1", "staat er al"),
        ({"starts_on": date(3000, 1, 1)}, "starts_on", "kan niet na"),
        ({"branch_id": 2**40}, "branch", "hoort niet bij deze werkgever"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_in_words(
    cast: Cast, employer: Employer, changes: dict[str, Any], field: str | None, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        _registered(cast, employer, **changes)
    first = refused.value.refusals[0] if isinstance(refused.value, Several) else refused.value
    assert first.field == field
    assert words in _words(refused)
    assert not Job.objects.exists()


@pytest.mark.parametrize("kind", ["leerwerkplek", "proefplaats"])
def test_who_learns_or_tries_may_be_unpaid(cast: Cast, employer: Employer, kind: str) -> None:
    job = _registered(cast, employer, kind=kind, wage="none", wage_percentage=None)
    assert _confirm(cast, job).state == "open"


def test_five_hundred_tasks_are_refused_and_forty_are_not(cast: Cast, employer: Employer) -> None:
    many = [TaskLine("", f"Taak {turn}", Decimal("0.05")) for turn in range(500)]
    with pytest.raises(Refused, match="hoogstens 40 taken"):
        _registered(cast, employer, tasks=tuple(many))
    assert _registered(cast, employer, tasks=tuple(many[:40])).pk


def test_one_part_changes_and_the_others_stay(cast: Cast, employer: Employer) -> None:
    job = _confirm(cast, _registered(cast, employer))
    content = content_of(job)
    less = replace(content.work, tasks=content.work.tasks[:1])
    services.change_job(cast.bob.actor, job.number, less, version=1, today=TODAY)
    assert content_of(Job.objects.get()) == replace(content, work=less)
    assert deeds()[-1][0] == "job.change"
    entry = access_models.JournalEntry.objects.order_by("-pk")[0]
    assert "keuken" not in str(entry.detail)


def test_an_open_job_stays_fit_to_be_open(cast: Cast, employer: Employer) -> None:
    job = _confirm(cast, _registered(cast, employer))
    empty = replace(content_of(job).work, tasks=())
    with pytest.raises(Refused, match="zonder taken"):
        services.change_job(cast.bob.actor, job.number, empty, version=1, today=TODAY)


def test_a_part_is_not_saved_over_someone_elses(cast: Cast, employer: Employer) -> None:
    job = _registered(cast, employer)
    what = content_of(job).what
    services.change_job(cast.alice.actor, job.number, replace(what, seats=3), version=1, today=TODAY)
    mine = replace(what, title="Koken")
    with pytest.raises(ChangedMeanwhile) as refused:
        services.change_job(cast.bob.actor, job.number, mine, version=1, today=TODAY)
    assert dict(refused.value.now) == {"seats": 3, "title": what.title}
    # Another part was not touched, so it does not meet.
    services.change_job(cast.bob.actor, job.number, Terms(), version=1, today=TODAY)
    again = services.change_job(cast.bob.actor, job.number, mine, version=refused.value.version, today=TODAY)
    assert part_version(again, "what") == 3


def test_nothing_changed_is_said(cast: Cast, employer: Employer) -> None:
    job = _registered(cast, employer)
    with pytest.raises(Refused, match="niets veranderd"):
        services.change_job(cast.bob.actor, job.number, content_of(job).terms, version=1, today=TODAY)


def _do(cast: Cast, job: Job, deed: str, because: str) -> Job:
    if deed == "job.confirm":
        return _confirm(cast, job)
    if deed == "job.close":
        return services.close_job(cast.alice.actor, job.number, because, today=TODAY)
    return services.reopen_job(cast.alice.actor, job.number, because, LATER, today=TODAY)


def test_only_the_moves_of_the_table_are_possible_and_for_a_reason_that_leads_there(
    cast: Cast, employer: Employer
) -> None:
    assert set(MOVES) == set(STATES)
    for state in STATES:
        kept = {"state": "open", "expires_on": TODAY} if state == "expired" else {"state": state}
        for deed in ("job.confirm", "job.close", "job.reopen"):
            for because, reason in REASONS[deed].items():
                job = jobs.job(employer, **kept)
                if MOVES[state].get(reason.to) == deed:
                    assert _do(cast, job, deed, because).state == reason.to
                    assert JobMove.objects.latest("pk").from_state == state
                else:
                    with pytest.raises(Refused):
                        _do(cast, job, deed, because)


def test_a_reason_is_one_of_the_list(cast: Cast, employer: Employer) -> None:
    job = jobs.job(employer)
    for because in ("", "onzin", next(iter(REOPENED_BECAUSE))):
        with pytest.raises(Refused, match="Kies een reden"):
            services.close_job(cast.alice.actor, job.number, because, today=TODAY)
    closed = services.close_job(cast.alice.actor, job.number, "all_seats", today=TODAY)
    assert closed.state == CLOSED_BECAUSE["all_seats"].to == "filled"
    assert moves_of(closed)[0].because == "alle plekken zijn bezet"
    with pytest.raises(Refused, match="verandert niet meer"):
        services.change_job(cast.alice.actor, job.number, Terms(), version=1, today=TODAY)


def test_a_job_that_expired_before_it_was_closed_says_both(cast: Cast, employer: Employer) -> None:
    job = jobs.job(employer, expires_on=TODAY - 10 * DAY)
    closed = services.close_job(cast.alice.actor, job.number, "work_gone", today=TODAY)
    assert [(move.on, move.state) for move in moves_of(closed)][:2] == [
        (TODAY, "gesloten"),
        (TODAY - 10 * DAY, "verlopen"),
    ]


@pytest.mark.parametrize("until", [TODAY, TODAY - DAY, TODAY + 200 * DAY, date.max])
def test_a_job_is_open_until_a_day_that_somebody_can_answer_for(
    cast: Cast, employer: Employer, until: date
) -> None:
    job = _registered(cast, employer)
    with pytest.raises(Refused) as refused:
        _confirm(cast, job, until)
    assert refused.value.field == "expires_on"


def test_who_may_do_what(cast: Cast, employer: Employer) -> None:
    job = jobs.job(employer)
    for member in (cast.karin, cast.farid, cast.carla, cast.greta):
        with pytest.raises(NotAllowed):
            services.register_job(member.actor, employer.kvk, new_job(), today=TODAY)
        with pytest.raises(NotAllowed):
            services.close_job(member.actor, job.number, "work_gone", today=TODAY)
    for seen in (cast.alice, cast.bob, cast.carla, cast.farid, cast.ilse, cast.karin):
        assert job_by_number(seen.actor, job.number) == job
    for unseen in (cast.jan, cast.greta):
        with pytest.raises(NotFound):
            job_by_number(unseen.actor, job.number)


@pytest.mark.parametrize("number", ["", "B-999999", "B\x00", "x" * 400, "\ud800"])
def test_a_number_that_nobody_has_is_not_found(cast: Cast, employer: Employer, number: str) -> None:
    with pytest.raises(NotFound):
        job_by_number(cast.alice.actor, number)


def test_a_text_about_someone_is_asked_once_more(cast: Cast, employer: Employer) -> None:
    about = new_job(title="Voor iemand met autisme")
    with pytest.raises(NeedsConfirmation) as asked:
        services.register_job(cast.alice.actor, employer.kvk, about, today=TODAY)
    accepted = frozenset({asked.value.code})
    services.register_job(cast.alice.actor, employer.kvk, about, accepted=accepted, today=TODAY)
    detail = access_models.JournalEntry.objects.order_by("-pk")[0].detail
    assert detail["kept"]


def test_who_left_the_employer_is_not_named_any_more(cast: Cast, employer: Employer) -> None:
    contact = employers.contact_person(employer)
    job = _registered(cast, employer, contact_id=contact.pk)
    assert contact_of(job_by_number(cast.alice.actor, job.number)) == contact
    ContactPerson.objects.filter(pk=contact.pk).update(ends_before=TODAY, phone="", email="")
    assert contact_of(job_by_number(cast.alice.actor, job.number)) is None
    # What stands there is no reason to refuse another change; a new job cannot have it.
    what = replace(content_of(job).what, seats=9)
    services.change_job(cast.alice.actor, job.number, what, version=1, today=TODAY)
    with pytest.raises(Refused, match="werkt hier niet"):
        _registered(cast, employer, contact_id=contact.pk)
    contact.delete()
    assert Job.objects.filter(contact=None).count() == 1


def test_many_are_registered_or_none(cast: Cast, employer: Employer) -> None:
    rows = [(employer.kvk, new_job(), TODAY - 30 * DAY, LATER), (employer.kvk, new_job(), TODAY, None)]
    numbers = services.register_jobs(cast.alice.actor, rows, today=TODAY)
    found = [job_by_number(cast.alice.actor, number) for number in numbers]
    assert [job.state for job in found] == ["open", "concept"]
    assert content_of(found[0]) == new_job()
    assert len(deeds()) == 2
    with pytest.raises(InRow):
        services.register_jobs(
            cast.alice.actor, [rows[0], (employer.kvk, new_job(tasks=()), TODAY, LATER)], today=TODAY
        )
    assert Job.objects.count() == 2


def _found(cast: Cast, **filters: Any) -> Sequence[str]:
    page = jobs_visible_to(cast.alice.actor, JobFilters(on=TODAY, **filters))
    return [row.title for row in page.rows]


def test_the_list_is_narrowed_by_what_is_asked(cast: Cast, employer: Employer) -> None:
    employers.owner(employer, cast.alice.account)
    jobs.job(employer, title="eigen", kind="carved", expires_on=TODAY + 5 * DAY)
    jobs.job(title="elders", municipality=VEENDAM, sbi="Q", hours_min=Decimal(8), hours_max=Decimal(32))
    jobs.job(title="verlopen", expires_on=TODAY, municipality=GRONINGEN)
    jobs.job(title="gevuld", state="filled")
    jobs.job(title="concept", state="concept", expires_on=None, confirmed_on=None)
    assert _found(cast) == ["concept", "gevuld", "verlopen", "elders", "eigen"]
    assert _found(cast, state="open") == ["elders", "eigen"]
    assert _found(cast, state="expired") == ["verlopen"]
    assert _found(cast, state="expires_soon") == ["eigen"]
    assert _found(cast, state="onzin") == []
    assert _found(cast, kind="carved") == ["eigen"]
    assert _found(cast, municipality=VEENDAM) == ["elders"]
    assert _found(cast, sbi="Q") == _found(cast, hours=Decimal(10)) == ["elders"]
    assert "eigen" in _found(cast, hours=Decimal(20))
    assert _found(cast, is_mine=True) == _found(cast, words="eigen") == ["eigen"]
    assert len(_found(cast, words=employer.name)) >= 1


def test_pages_of_the_list_miss_and_repeat_nothing(cast: Cast, employer: Employer) -> None:
    for turn in range(7):
        jobs.job(employer, title=f"baan {turn}")
    seen: list[str] = []
    after: int | None = None
    while True:
        page = jobs_visible_to(cast.alice.actor, JobFilters(on=TODAY), after, limit=3)
        seen += [row.title for row in page.rows]
        if page.next_after is None:
            break
        after = page.next_after
    assert seen == [f"baan {turn}" for turn in reversed(range(7))]
    assert len(jobs_at_employer(cast.alice.actor, employer.pk, TODAY, 5)) == 5


def test_an_account_manager_is_told_which_jobs_of_theirs_expire(cast: Cast, employer: Employer) -> None:
    employers.owner(employer, cast.alice.account)
    for name, until in (("straks", 14), ("net niet", 15), ("net", 0), ("lang geleden", -61)):
        jobs.job(employer, title=name, expires_on=TODAY + until * DAY)
    jobs.job(title="van een ander", expires_on=TODAY)
    assert [row.title for row in jobs_that_expire(cast.alice.actor, TODAY, 9)] == ["net", "straks"]
    assert jobs_that_expire(cast.bob.actor, TODAY, 9) == ()


def test_the_owner_is_reminded_two_weeks_before(cast: Cast, employer: Employer) -> None:
    employers.owner(employer, cast.alice.account)
    soon = jobs.job(employer, expires_on=TODAY + 14 * DAY)
    jobs.job(employer, expires_on=TODAY + 30 * DAY)
    jobs.job(employer, state="closed", expires_on=TODAY + 14 * DAY)
    rule = RULES["job.expires"]
    (due,) = rule.ask(rule.planned_on(TODAY))
    assert (due.subject_id, due.state_on, due.employer_id) == (soon.pk, soon.expires_on, employer.pk)
    _confirm(cast, soon)
    assert rule.ask(rule.again(TODAY, [soon.pk]))[0].state_on == LATER
    system_actor = system("test", "AM01")
    jobs.job(employer, expires_on=TODAY + 14 * DAY)
    assert plan_reminders(system_actor, {rule.code: rule}, today=TODAY) == 1


def test_the_state_of_the_list_is_that_of_the_file(db: None) -> None:
    for state in ("concept", "open", "filled", "closed"):
        for expires_on in (None, TODAY - DAY, TODAY, TODAY + DAY):
            expired = state == "open" and expires_on is not None and expires_on <= TODAY
            assert state_on(state, expires_on, TODAY) == ("expired" if expired else state)


def test_facts_hold_codes_and_no_words(cast: Cast, employer: Employer) -> None:
    job = _registered(cast, employer, demands={"lift_kg": 10}, donor_function="Kok van Jan")
    table, tasks, demands = facts.job(), facts.job_task(), facts.job_demand()
    assert (table["job_id"], table["hours_max_c"], table["wage_percentage_c"]) == ([job.pk], [2000], [10000])
    assert (table["guide"], table["has_fixed_guide"]) == (["harrie"], [True])
    assert tasks == {"job_id": [job.pk] * 2, "task": ["catering.dishes", ""], "hours_week_c": [1200, 750]}
    assert demands == {"job_id": [job.pk], "code": ["lift_kg"], "value": [10]}
    said = str([table, tasks, demands])
    for words in ("keuken", "Tafels", "Kok", employer.name):
        assert words not in said


@pytest.mark.django_db
def test_facts_are_whole_also_when_there_is_nothing() -> None:
    assert all(column == [] for table in (facts.job, facts.job_task) for column in table().values())
