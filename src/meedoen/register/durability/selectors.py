"""What may be asked about how one placement lasts: its moments, what was said, and what comes after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.register.durability.models import AfterWork, Check, CheckLink
from meedoen.register.durability.moments import LATE_AFTER, MOMENTS, PASSED_AFTER, Moment, moment_now
from meedoen.register.durability.nexts import BECAUSE, NEXTS
from meedoen.register.durability.questions import QUESTIONS, VOICES, Given, answer_of
from meedoen.register.people.models import seen_people
from meedoen.register.people.selectors import clean
from meedoen.register.placements.models import Placement


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice said at one moment, in words; `check` is None where it said nothing yet."""

    voice: str
    voice_words: str
    check: Check | None
    answers: tuple[tuple[str, Given], ...]
    link: CheckLink | None

    @property
    def words(self) -> str:
        return self.check.words if self.check else ""


@dataclass(frozen=True, slots=True)
class MomentNow:
    """One moment of one placement. `state`: ahead, open, late, passed, done or after_end."""

    moment: Moment
    on: date
    state: str
    voices: tuple[Said, ...]


def placement_to_follow(actor: Actor, number: str) -> Placement:
    """Return a placement of someone that the actor sees by name, replaced rows too."""
    found = (
        Placement.objects.filter(seen_people(actor, "person__", "work"))
        .select_related("person", "employer", "workplace_employer", "job")
        .filter(number=clean(number))
        .first()
    )
    if found is None:
        raise NotFound(
            _("Deze plaatsing bestaat niet, of u ziet deze kandidaat niet. Controleer het nummer.")
        )
    return found


def moments_of(actor: Actor, placement: Placement, on: date) -> tuple[MomentNow, ...]:
    """Return every moment of a placement, with what each voice said as far as the actor may read it."""
    checks = {
        (one.moment, one.voice): one
        for one in Check.objects.visible_to(actor).filter(placement=placement).select_related("account")
    }
    links = {
        (one.moment, one.voice): one
        for one in CheckLink.objects.filter(placement=placement).standing(on).select_related("made_by")
    }
    now = moment_now(placement.starts_on, on)
    return tuple(_moment_now(placement, one, checks, links, on, is_now=one == now) for one in MOMENTS)


def _moment_now(
    placement: Placement,
    moment: Moment,
    checks: dict[tuple[str, str], Check],
    links: dict[tuple[str, str], CheckLink],
    on: date,
    *,
    is_now: bool,
) -> MomentNow:
    day = moment.on(placement.starts_on)
    voices = tuple(
        _said(voice, checks.get((moment.code, voice)), links.get((moment.code, voice))) for voice in VOICES
    )
    if all(one.check for one in voices):
        state = "done"
    elif placement.ends_before is not None and placement.ends_before <= day:
        state = "after_end"
    elif day > on:
        state = "ahead"
    elif not is_now or day + PASSED_AFTER < on:
        state = "passed"
    else:
        state = "late" if day + LATE_AFTER < on else "open"
    return MomentNow(moment, day, state, voices)


def _said(voice: str, check: Check | None, link: CheckLink | None) -> Said:
    return Said(voice, str(VOICES[voice]), check, answers_in_words(check) if check else (), link)


def answers_in_words(check: Check) -> tuple[tuple[str, Given], ...]:
    """Return each question that was answered, with the answer; a code nobody knows any more is left out."""
    found = (
        (one, answer_of(check.voice, one.code, check.answers.get(one.code, "")))
        for one in QUESTIONS[check.voice]
    )
    return tuple((str(question.words), given) for question, given in found if given is not None)


def check_of(placement: Placement, moment: str, voice: str) -> Check | None:
    """Return what a voice said, for who may already see the placement."""
    return Check.objects.filter(placement=placement, moment=moment, voice=voice).first()


def link_of(placement: Placement, moment: str, voice: str, on: date) -> CheckLink | None:
    """Return the link that works now."""
    return CheckLink.objects.filter(placement=placement, moment=moment, voice=voice).standing(on).first()


@dataclass(frozen=True, slots=True)
class NextNow:
    """What someone does after a placement, in words."""

    row: AfterWork
    words: str
    because: str


def next_of(placement: Placement) -> NextNow | None:
    """Return what comes after a placement, where somebody wrote it down."""
    row = AfterWork.objects.filter(placement=placement).select_related("account").first()
    return _next(row) if row else None


def nexts_of(placement_ids: Iterable[int]) -> dict[int, NextNow]:
    """Return the same for many placements, by key."""
    rows = AfterWork.objects.filter(placement__in=list(placement_ids))
    return {row.placement_id: _next(row) for row in rows}


def _next(row: AfterWork) -> NextNow:
    return NextNow(row, str(NEXTS.get(row.then, row.then)), str(BECAUSE.get(row.because, "")))


def next_choices() -> list[tuple[str, str]]:
    """Return what may come after work, code and words."""
    return [(code, str(words)) for code, words in NEXTS.items()]


def because_choices() -> list[tuple[str, str]]:
    """Return why someone may stop for now, code and words."""
    return [(code, str(words)) for code, words in BECAUSE.items()]
