"""What can be wrong with what a voice says, and with what comes after work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound, Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import NotPossible, text, tidy
from meedoen.register.durability.models import LONGEST
from meedoen.register.durability.moments import BY_CODE, DAY, Moment
from meedoen.register.durability.nexts import ALWAYS_STOPS, BECAUSE, NEXTS, POOL, STOPS
from meedoen.register.durability.questions import QUESTIONS, VOICES, answer_of
from meedoen.register.placements.models import Placement


@dataclass(frozen=True)
class Told:
    """What one voice says: a code for each question, and words where they want to add something."""

    answers: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


def known_moment(code: str) -> Moment:
    """Return the moment with this code."""
    found = BY_CODE.get(code)
    if found is None:
        raise NotFound(_("Dit moment bestaat niet. Ga terug naar de plaatsing."))
    return found


def known_voice(code: str) -> str:
    """Return a voice that exists."""
    if code not in VOICES:
        raise NotFound(_("Deze stem bestaat niet. Ga terug naar de plaatsing."))
    return code


def wrong_told(voice: str, told: Told) -> Iterator[Refused]:
    """Give what is wrong with the answers of a voice: one for each question, out of its own list."""
    for question in QUESTIONS[voice]:
        if answer_of(voice, question.code, told.answers.get(question.code, "")) is None:
            yield NotPossible(_("Kies een antwoord."), field=question.code)
    if tidy(told.words):
        yield from text(told.words, _("De toelichting"), "words", LONGEST)[1]


def wrong_moment(placement: Placement, moment: Moment, today: date) -> Iterator[Refused]:
    """Give why nothing can be said about this moment: it has not come, or the work had ended before it."""
    on = moment.on(placement.starts_on)
    if on > today + 7 * DAY:
        message = _("Dit moment komt pas op %(day)s. Een week ervoor kunt u dit vastleggen.")
        yield NotPossible(message % {"day": day_in_words(on)})
    if placement.ends_before is not None and placement.ends_before <= on:
        yield NotPossible(_("Het werk was toen al geëindigd. Leg bij het einde vast hoe het verder gaat."))


def wrong_next(then: str, because: str, end_reason: str) -> Iterator[Refused]:
    """Give what is wrong with what comes after work."""
    if then not in NEXTS:
        yield NotPossible(_("Kies wat er daarna gebeurt."), field="then")
        return
    if then == STOPS and because not in BECAUSE:
        yield NotPossible(_("Kies waarom de kandidaat voor nu stopt."), field="because")
    if then != STOPS and end_reason in ALWAYS_STOPS:
        message = _("Bij deze reden van einde zoekt niemand meer werk. Kies “stopt voor nu”.")
        yield NotPossible(message, field="then")
    if then == POOL and end_reason == Placement.EndReason.TO_JOB:
        message = _("Het werk ging over in een dienstverband. Kies “gaat meteen ander werk doen”.")
        yield NotPossible(message, field="then")
