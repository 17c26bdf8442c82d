"""What may be done with jobs: register, change a part, confirm, close, reopen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible, refuse_changed, refuse_first, together
from meedoen.register.employers.selectors import employer_by_kvk, employer_ids
from meedoen.register.jobs import states, validity, whole
from meedoen.register.jobs.checking import on_form, texts_of, wrong_job, wrong_of_many, wrong_part
from meedoen.register.jobs.keeping import (
    columns_of,
    columns_of_all,
    insert_beside,
    kept,
    write_beside,
)
from meedoen.register.jobs.models import Job, JobMove
from meedoen.register.jobs.parts import NewJob, Part, Terms, What, Work, name_of
from meedoen.register.jobs.selectors import content_of, locked_job, part_version, state_of
from meedoen.register.numbers import give_numbers, number_of, provisional_mark
from meedoen.register.writing import insert_rows

PREFIX = "B"

__all__ = [
    "NewJob",
    "Terms",
    "What",
    "Work",
    "change_job",
    "close_job",
    "confirm_job",
    "register_job",
    "register_jobs",
    "reopen_job",
]


def register_job(
    actor: Actor, kvk: str, new: NewJob, *, accepted: frozenset[str] = frozenset(), today: date
) -> Job:
    """Register a job as a concept: nobody is offered it until it is confirmed."""
    with transaction.atomic():
        require(actor, "job.register")
        employer = employer_by_kvk(actor, kvk)
        texts = texts_of(actor, (new.what, new.work, new.terms), accepted)
        together([*wrong_job(new, employer, today), *texts.refusals])
        job = _row(actor, employer.pk, new, today)
        job.number = provisional_mark()
        job.save()
        job.number = number_of(PREFIX, job.pk)
        job.save(update_fields=["number"])
        insert_beside([(job, _kept_work(new))])
        _move(job, "", "concept", "", actor, today)
        detail = {"job": job.number, "kind": job.kind, "seats": job.seats} | texts.detail
        journal.enter(actor, "job.register", "job", job.number, detail=detail)
        return job


def register_jobs(
    actor: Actor,
    news: Sequence[tuple[str, NewJob, date, date | None]],
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> list[str]:
    """Register many jobs, all or nothing: KvK number, the job, since when it is known, and until when it is
    open (None: it stays a concept). Return their numbers in that order."""
    with transaction.atomic():
        require(actor, "job.register")
        require(actor, "job.confirm")
        keys, mark = employer_ids(actor), provisional_mark()
        wrong = {
            at: found
            for at, one in enumerate(news, start=1)
            if (found := list(wrong_of_many(actor, one, keys, accepted, today)))
        }
        refuse_first(wrong)
        rows = [
            _row(actor, keys[kvk], new, registered_on, expires_on)
            for kvk, new, registered_on, expires_on in news
        ]
        for turn, row in enumerate(rows):
            row.number = f"{mark}{turn:06}"
        insert_rows(rows)
        given = give_numbers(Job.objects.all(), mark, PREFIX)
        for row in rows:
            row.pk = given[row.number]
            row.number = number_of(PREFIX, row.pk)
        insert_beside([(row, _kept_work(one[1])) for row, one in zip(rows, news, strict=True)])
        insert_rows([move for row in rows for move in _first_moves(row, actor)])
        journal.enter_many(
            actor,
            [
                journal.Note("job.register", "job", row.number, {"kind": row.kind, "state": row.state})
                for row in rows
            ],
        )
        return [row.number for row in rows]


def change_job(
    actor: Actor,
    number: str,
    part: Part,
    *,
    version: int,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Job:
    """Change one part of a job; what is open stays fit to be open."""
    with transaction.atomic():
        require(actor, "job.change")
        job = locked_job(actor, number)
        state = state_of(job, today)
        if state not in states.CHANGEABLE:
            message = _("Deze baan is %(state)s en verandert niet meer. Open hem eerst opnieuw.")
            raise NotPossible(message % {"state": states.STATES[state]})
        before = content_of(job)
        name = name_of(part)
        whole_job = before.with_part(kept(part))
        texts = texts_of(actor, (part,), accepted)
        wrong = list(wrong_part(part, job.employer, today, before.what)) or list(
            whole.contradictions(whole_job)
        )
        if job.state == "open" and not wrong:
            wrong = list(whole.lacking(whole_job))
        together([*wrong, *texts.refusals])
        now, typed = (on_form(getattr(one, name)) for one in (before, whole_job))
        refuse_changed(opened=version, version=part_version(job, name), now=now, typed=typed)
        changed = sorted(field for field in now.keys() | typed.keys() if now.get(field) != typed.get(field))
        if not changed:
            raise NotPossible(_("Er is niets veranderd. Pas een veld aan, of ga terug."))
        _write_part(job, whole_job, name)
        detail = {"part": name, "changed": len(changed)} | texts.detail
        journal.enter(actor, "job.change", "job", job.number, detail=detail)
        return job


def confirm_job(actor: Actor, number: str, expires_on: date, *, today: date) -> Job:
    """Write down that the employer offers this job, until a day; a concept opens, and what expired too."""
    with transaction.atomic():
        require(actor, "job.confirm")
        job = locked_job(actor, number)
        state = _refuse_move(job, "job.confirm", today)
        wrong = validity.wrong_expiry(expires_on, today)
        content = content_of(job)
        together([*wrong, *whole.contradictions(content), *whole.lacking(content)])
        job.confirmed_on, job.expires_on = today, expires_on
        _to(job, state, "open", "confirmed", actor, today)
        detail = {"from": state, "expires_on": expires_on.isoformat()}
        journal.enter(actor, "job.confirm", "job", job.number, detail=detail)
        return job


def close_job(actor: Actor, number: str, because: str, *, today: date) -> Job:
    """Close a job for a reason; all seats taken makes it filled."""
    with transaction.atomic():
        require(actor, "job.close")
        job = locked_job(actor, number)
        state = _refuse_move(job, "job.close", today)
        reason = _reason(state, "job.close", because)
        _to(job, state, reason.to, because, actor, today)
        detail = {"from": state, "state": reason.to, "because": because}
        journal.enter(actor, "job.close", "job", job.number, detail=detail)
        return job


def reopen_job(actor: Actor, number: str, because: str, expires_on: date, *, today: date) -> Job:
    """Open a job again that was filled or closed, for a reason, until a day."""
    with transaction.atomic():
        require(actor, "job.reopen")
        job = locked_job(actor, number)
        state = _refuse_move(job, "job.reopen", today)
        reason = _reason(state, "job.reopen", because)
        content = content_of(job)
        together([*validity.wrong_expiry(expires_on, today), *whole.lacking(content)])
        job.confirmed_on, job.expires_on = today, expires_on
        _to(job, state, reason.to, because, actor, today)
        detail = {"from": state, "because": because, "expires_on": expires_on.isoformat()}
        journal.enter(actor, "job.reopen", "job", job.number, detail=detail)
        return job


def _refuse_move(job: Job, deed: str, today: date) -> str:
    """Refuse a deed that the table does not give from here; return the state of today."""
    state = state_of(job, today)
    if not states.may_follow(state, deed):
        message = _("Deze baan is %(state)s. Dit kan er nu niet mee.")
        raise NotPossible(message % {"state": states.STATES[state]})
    return state


def _reason(state: str, deed: str, because: str) -> states.Reason:
    if because not in states.reasons_for(state, deed):
        raise NotPossible(_("Kies een reden uit de lijst."), field="because")
    return states.REASONS[deed][because]


def _to(job: Job, before: str, after: str, because: str, actor: Actor, today: date) -> None:
    if before == "expired" and after != "open" and job.expires_on is not None:
        # It was not open in between: the list of moves says so too.
        _move(job, "open", "expired", "not_confirmed", None, job.expires_on)
    job.state, job.version = after, job.version + 1
    job.save()
    _move(job, before, after, because, actor, today)


def _move(job: Job, before: str, after: str, because: str, actor: Actor | None, on: date) -> None:
    account = actor.account_id if actor is not None else None
    JobMove.objects.create(
        job=job, on=on, from_state=before, to_state=after, because=because, account_id=account
    )


def _first_moves(job: Job, actor: Actor) -> Iterator[JobMove]:
    account, on = actor.account_id, job.registered_on
    yield JobMove(job=job, on=on, from_state="", to_state="concept", because="", account_id=account)
    if job.state == "open":
        yield JobMove(
            job=job, on=on, from_state="concept", to_state="open", because="confirmed", account_id=account
        )


def _write_part(job: Job, content: NewJob, name: str) -> None:
    part: Part = getattr(content, name)
    for field, value in columns_of(part).items():
        setattr(job, field, value)
    job.part_versions = {**job.part_versions, name: part_version(job, name) + 1}
    job.version += 1
    job.save()
    if isinstance(part, Work):
        write_beside(job, part)


def _row(
    actor: Actor, employer_id: int, new: NewJob, registered_on: date, expires_on: date | None = None
) -> Job:
    tidied = NewJob(kept(new.what), kept(new.work), kept(new.terms))  # type: ignore[arg-type]  # of its kind
    return Job(
        employer_id=employer_id,
        state="concept" if expires_on is None else "open",
        registered_by_id=actor.organisation_id,
        registered_on=registered_on,
        confirmed_on=None if expires_on is None else registered_on,
        expires_on=expires_on,
        **columns_of_all(tidied),
    )


def _kept_work(new: NewJob) -> Work:
    work = kept(new.work)
    assert isinstance(work, Work)
    return work
