"""The carving bench: what can be taken apart, how hours are shared out, and what is refused in words."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from meedoen.access.refusals import NotAllowed, NotFound, Refused, Several
from meedoen.matching.carving import carve
from meedoen.matching.carving_shapes import Carver, Limits
from meedoen.register.bench import composing, functions, meeting, services
from meedoen.register.bench.content import NewDraft, NewFunction, NewTask
from meedoen.register.bench.listing import (
    BenchFilters,
    benches_visible_to,
    change_of_job,
    jobs_with_changed_functions,
)
from meedoen.register.bench.models import Bench, DraftJob, DraftPiece, FunctionTask
from meedoen.register.bench.selectors import bench_by_number, drafts_of, functions_of, steps_of
from meedoen.register.bench.shapes import as_functions
from meedoen.register.bench.whole import summed
from meedoen.register.checks import ChangedMeanwhile, InRow
from meedoen.register.employers.models import Employer, Owner
from meedoen.register.jobs.models import Job
from meedoen.register.jobs.selectors import content_of
from meedoen.register.jobs.services import close_job
from meedoen.register.privacy.holders import HOLDERS
from meedoen.register.worklist.rules import RULES
from tests.factories import bench as made
from tests.factories import employers, profiles, register
from tests.factories.access import Cast
from tests.integration.register.given import TODAY, deeds

DAY = timedelta(days=1)
H = Decimal


@pytest.fixture
def employer(db: None) -> Employer:
    return register.employer(name="Zorggroep Noord")


@pytest.fixture
def on(employer: Employer) -> Bench:
    return made.bench(employer)


def _words(refused: Any) -> str:
    one = refused.value
    return " ".join(part.message for part in one.refusals) if isinstance(one, Several) else one.message


def _make(cast: Cast, on: Bench, draft: DraftJob, **changes: Any) -> Job:
    given: dict[str, Any] = {"growth": "Helpende worden", "when_donor_changes": "reviewed", **changes}
    return composing.make_job(cast.hans.actor, on.number, draft.pk, today=TODAY, **given)


def _put(cast: Cast, draft: DraftJob, task: FunctionTask, hours: str | None = None) -> DraftPiece:
    amount = None if hours is None else H(hours)
    return composing.put_piece(cast.hans.actor, draft.bench.number, draft.pk, task.pk, amount, today=TODAY)


def test_a_function_is_taken_apart_and_a_job_made_of_its_tasks(cast: Cast, employer: Employer) -> None:
    actor = cast.hans.actor
    bench = services.open_bench(actor, employer.kvk, "Huiskamers", today=TODAY)
    function = functions.add_function(
        actor, bench.number, NewFunction("Verzorgende IG", H(72), people=3, wage=H("27.50")), today=TODAY
    )
    lines = "Afwassen; 6,5; elke dag\nPlanten verzorgen; 1"
    assert functions.paste_tasks(actor, bench.number, function.pk, lines, today=TODAY) == 2
    new = NewDraft("Helpen in de huiskamer", wage="wml", wage_percentage=H(100))
    draft = composing.add_draft(actor, bench.number, new, today=TODAY)
    for task in FunctionTask.objects.all():
        _put(cast, draft, task)
    job = _make(cast, bench, draft)
    content = content_of(job)
    assert (job.kind, job.state, job.hours_max) == ("carved", "concept", H("7.5"))
    assert content.work.tasks[0].task == "catering.dishes"
    assert content.terms.growth == "Helpende worden"
    assert content.terms.when_donor_changes == "reviewed"
    assert {"bench.open", "bench.change", "bench.compose", "bench.make_job", "job.register"} <= {
        name for name, _kind, _key in deeds()
    }


def test_only_the_desk_changes_and_steering_sees(cast: Cast, on: Bench) -> None:
    assert bench_by_number(cast.farid.actor, on.number) == on
    with pytest.raises(NotAllowed):
        services.note_step(cast.farid.actor, on.number, "analysis", "x", done=False, version=1, today=TODAY)
    with pytest.raises(NotFound):
        bench_by_number(cast.hans.actor, "BB-999999")


def test_the_nine_steps_keep_notes_in_any_order(cast: Cast, on: Bench) -> None:
    actor = cast.hans.actor
    services.note_step(
        actor, on.number, "guidance", "Een Harrie\n\nper ploeg", done=True, version=1, today=TODAY
    )
    services.finish_step(actor, on.number, "commitment", today=TODAY)
    shown = {one.step.code: one for one in steps_of(on)}
    assert len(shown) == 9
    assert shown["guidance"].note == "Een Harrie\n\nper ploeg"
    assert shown["guidance"].done_on == TODAY
    assert shown["commitment"].done_on == TODAY
    assert shown["analysis"].done_on is None
    services.reopen_step(actor, on.number, "guidance", today=TODAY + DAY)
    again = {one.step.code: one for one in steps_of(on)}["guidance"]
    assert again.done_on is None
    assert again.note.startswith("Een Harrie")
    with pytest.raises(ChangedMeanwhile) as refused:
        services.note_step(actor, on.number, "guidance", "Anders", done=True, version=2, today=TODAY)
    assert refused.value.now["note"].startswith("Een Harrie")


def test_no_more_goes_out_than_is_left_over_all_jobs(cast: Cast, on: Bench) -> None:
    task = made.task(made.function(on), hours="10")
    one, other = made.draft(on), made.draft(on, title="Tweede baan")
    _put(cast, one, task, "6")
    with pytest.raises(Refused) as refused:
        _put(cast, other, task, "4.25")
    assert "nog 4 uur over" in _words(refused)
    assert _put(cast, other, task).quarters == 16
    # Setting the hours of a piece that is there counts its own hours as free.
    assert _put(cast, one, task, "5.5").quarters == 22
    assert functions_of(on)[0].tasks[0].left == 2


def test_a_made_job_keeps_its_hours_until_it_is_closed_and_taken_off(cast: Cast, on: Bench) -> None:
    task = made.task(made.function(on), hours="10")
    draft = made.draft(on)
    _put(cast, draft, task)
    job = _make(cast, on, draft)
    actor = cast.hans.actor
    with pytest.raises(Refused) as refused:
        composing.remove_draft(actor, on.number, draft.pk, today=TODAY)
    assert job.number in _words(refused)
    with pytest.raises(Refused):
        composing.take_out_piece(actor, on.number, draft.pk, task.pk, today=TODAY)
    close_job(actor, job.number, "not_wanted", today=TODAY)
    composing.remove_draft(actor, on.number, draft.pk, today=TODAY)
    assert functions_of(on)[0].tasks[0].left == 40


def test_a_job_of_more_than_a_week_or_without_tasks_is_not_made(cast: Cast, on: Bench) -> None:
    function = made.function(on, hours_week=H(100))
    first, second = made.task(function, hours="39"), made.task(function, "Tafels dekken", hours="9")
    draft = made.draft(on)
    with pytest.raises(Refused) as empty:
        _make(cast, on, draft)
    assert "nog geen taken" in _words(empty)
    _put(cast, draft, first)
    with pytest.raises(Refused) as refused:
        _put(cast, draft, second)
    assert "48 uur" in _words(refused)
    _put(cast, draft, second, "1")
    assert _make(cast, on, draft).hours_max == H(40)


def test_what_must_stay_stays(cast: Cast, on: Bench) -> None:
    task = made.task(made.function(on), "Medicijnen geven", kept="paper")
    with pytest.raises(Refused) as refused:
        _put(cast, made.draft(on), task)
    assert "Medicijnen geven" in _words(refused)
    assert "diploma" in _words(refused)


def test_the_heaviest_is_asked_and_only_what_every_task_has_is_offered(cast: Cast, on: Bench) -> None:
    function = made.function(on)
    one = made.task(function, demands={"lift_kg": 5, "indoors": 1, "quiet_place": 1}, level="vmbo")
    other = made.task(function, "Karren rijden", demands={"lift_kg": 12, "indoors": 1})
    draft = made.draft(on)
    for task in (one, other):
        _put(cast, draft, task, "4")
    (shown,) = drafts_of(on, functions_of(on))
    whole = summed(shown.pieces)
    assert whole.demands == {"indoors": 1, "lift_kg": 12}
    assert (whole.lost, whole.level, whole.quarters) == (("quiet_place",), "vmbo", 32)
    assert dict(content_of(_make(cast, on, draft)).work.demands) == {"indoors": 1, "lift_kg": 12}


def test_contradictory_demands_are_named(cast: Cast, on: Bench) -> None:
    function = made.function(on)
    new = NewTask("", "Sjouwen", H(4), demands={"indoors": 1, "outdoors": 1})
    with pytest.raises(Refused) as refused:
        functions.add_task(cast.hans.actor, on.number, function.pk, new, today=TODAY)
    assert "alleen binnen werken" in _words(refused)
    assert "vooral buiten werken" in _words(refused)


def test_the_same_task_of_two_functions_is_one_task_of_the_job(cast: Cast, on: Bench) -> None:
    draft = made.draft(on)
    for name in ("Kok", "Gastvrouw"):
        _put(cast, draft, made.task(made.function(on, name=name), "Afruimen", hours="3"))
    job = _make(cast, on, draft)
    (line,) = content_of(job).work.tasks
    assert (line.words, line.hours_week, job.donor_function) == ("Afruimen", H(6), "Kok, Gastvrouw")


def test_who_owns_the_employer_hears_that_a_function_changed(cast: Cast, on: Bench) -> None:
    function = made.function(on)
    task, free = made.task(function), made.task(function, "Vrije taak")
    draft, loose = made.draft(on), made.draft(on, title="Nog niet gemaakt")
    _put(cast, draft, task, "4")
    _put(cast, loose, task, "4")
    job = _make(cast, on, draft)
    actor = cast.hans.actor
    functions.remove_task(actor, on.number, free.pk, today=TODAY)
    assert change_of_job(actor, job.pk) is None
    functions.remove_task(actor, on.number, task.pk, today=TODAY)
    changed = change_of_job(actor, job.pk)
    assert changed is not None
    assert changed.since == TODAY
    assert not loose.pieces.exists()
    assert draft.pieces.count() == 1
    Owner.objects.filter(employer=on.employer).delete()
    assert jobs_with_changed_functions(actor, 10) == ()
    employers.owner(on.employer, cast.hans.account)
    assert [row.job for row in jobs_with_changed_functions(actor, 10)] == [job.number]
    composing.settle_change(actor, on.number, draft.pk, today=TODAY)
    assert change_of_job(actor, job.pk) is None


def test_a_function_that_changes_is_a_reason_to_look_and_its_wage_is_not(cast: Cast, on: Bench) -> None:
    function = made.function(on)
    draft = made.draft(on)
    _put(cast, draft, made.task(function), "4")
    job, actor = _make(cast, on, draft), cast.hans.actor
    new = NewFunction(function.name, H(72), people=3, level="mbo3", wage=H(30))
    functions.change_function(actor, on.number, function.pk, new, version=1, today=TODAY)
    assert change_of_job(actor, job.pk) is None
    new = NewFunction(function.name, H(48), people=2, level="mbo3", wage=H(30))
    functions.change_function(actor, on.number, function.pk, new, version=2, today=TODAY)
    assert change_of_job(actor, job.pk) is not None
    employers.owner(on.employer, cast.hans.account)
    asked = RULES["bench.changed"].planned_on(TODAY)
    (due,) = RULES["bench.changed"].ask(asked)
    assert (due.facts["job"], due.employer_id) == (job.number, on.employer_id)


def test_a_task_does_not_become_shorter_than_what_was_taken(cast: Cast, on: Bench) -> None:
    task = made.task(made.function(on), hours="10")
    _put(cast, made.draft(on), task, "6")
    new = NewTask("", task.words, H(5), "daily", demands={"lift_kg": 5, "indoors": 1})
    with pytest.raises(Refused) as refused:
        functions.change_task(cast.hans.actor, on.number, task.pk, new, version=1, today=TODAY)
    assert "6 uur in banen" in _words(refused)


def test_tasks_of_a_scan_are_taken_over_once(cast: Cast, on: Bench) -> None:
    function = made.function(on)
    scan = employers.scan(on.employer)
    number = scan.tasks.count()
    assert number
    actor = cast.hans.actor
    assert functions.take_over_scan(actor, on.number, function.pk, scan.pk, today=TODAY) == number
    with pytest.raises(Refused):
        functions.take_over_scan(actor, on.number, function.pk, scan.pk, today=TODAY)


def test_a_bench_holds_500_tasks_and_no_more(cast: Cast, on: Bench) -> None:
    function, actor = made.function(on, hours_week=H(2000)), cast.hans.actor
    news = [NewTask("", f"Taak {turn}", H(4)) for turn in range(500)]
    assert functions.add_tasks(actor, on.number, function.pk, news, today=TODAY) == 500
    with pytest.raises(Refused) as refused:
        functions.add_task(actor, on.number, function.pk, NewTask("", "Nog één", H(1)), today=TODAY)
    assert "500 taken" in _words(refused)
    wrong = [NewTask("", "Goed", H(1)), NewTask("", "Fout", H("0.1"))]
    with pytest.raises(Refused) as many:
        functions.add_tasks(actor, made.filled(on.employer).number, _function(on), wrong, today=TODAY)
    assert isinstance(many.value, (InRow, NotFound))


def _function(on: Bench) -> int:
    return int(on.functions.values_list("pk", flat=True)[0])


def test_the_engine_reads_what_is_free_and_what_is_not_there(cast: Cast, on: Bench) -> None:
    function = made.function(on)
    task = made.task(function, hours="20", demands={"lift_kg": 5, "indoors": 1}, times=["evening"])
    made.piece(made.draft(on), task, "4")
    (whole,) = as_functions(on, free_only=False)
    (free,) = as_functions(on, free_only=True)
    assert (whole.quarters, free.quarters) == (80, 64)
    (read,) = free.tasks
    # Indoors is there, so it is in nobody's way; a quiet place is not, and the evening is.
    assert "indoors" not in read.demands
    assert read.demands["quiet_place"] == 1
    assert read.demands["lift_kg"] == 5
    assert "no_evening" in read.demands
    assert "no_night" not in read.demands
    who = Carver("a", 32, 80, codes={"lift_kg": 10, "indoors": 1})
    assert carve((free,), (who,), Limits(share=100), seconds=0.2).jobs
    quiet = Carver("b", 32, 80, codes={"quiet_place": 1})
    assert not carve((free,), (quiet,), Limits(share=100), seconds=0.2).jobs


def test_how_many_findable_people_meet_a_demand(cast: Cast) -> None:
    everyone, meet = meeting.who_meet(cast.hans.actor, {"lift_kg": 20, "indoors": 1}, TODAY)
    assert set(meet) == {"lift_kg"}
    assert meet["lift_kg"] <= everyone


def test_a_closed_bench_does_not_change(cast: Cast, on: Bench) -> None:
    actor = cast.hans.actor
    services.close_bench(actor, on.number, "done", today=TODAY)
    with pytest.raises(Refused) as refused:
        functions.add_function(actor, on.number, NewFunction("Kok", H(36)), today=TODAY)
    assert "gesloten" in _words(refused)
    assert benches_visible_to(actor, BenchFilters()).rows == ()
    assert len(benches_visible_to(actor, BenchFilters(with_closed=True)).rows) == 1


def test_whom_a_job_is_for_is_told_in_an_inzage_and_forgotten(cast: Cast, on: Bench) -> None:
    person = register.person()
    profiles.profile(person)
    actor = cast.alice.actor
    new = NewDraft("Baan op maat", person_number=person.number)
    draft = composing.add_draft(actor, on.number, new, today=TODAY)
    assert draft.for_person_id == person.pk
    with pytest.raises(NotFound):
        composing.add_draft(cast.bob.actor, on.number, new, today=TODAY)
    # Who does not see for whom it is, leaves that as it stands.
    blind = NewDraft("Andere titel")
    composing.change_draft(cast.bob.actor, on.number, draft.pk, blind, version=1, today=TODAY)
    draft.refresh_from_db()
    assert draft.for_person_id == person.pk
    (holder,) = [one for one in HOLDERS if one.name == "bench"]
    assert holder.what_is_kept(person.pk)[0].rows[0][1] == "Andere titel"
    holder.forget_person([person.pk])
    draft.refresh_from_db()
    assert draft.for_person_id is None
