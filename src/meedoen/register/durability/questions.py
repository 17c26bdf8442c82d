"""What each voice is asked, what they can answer, and what an answer warns of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Weight = Literal["good", "between", "bad"]
VOICES: Mapping[str, Promise] = {
    "person": _("de kandidaat"),
    "employer": _("de werkgever"),
    "coach": _("de coach of consulent"),
}
# Who answers with a link; a colleague has an account.
BY_LINK = ("person", "employer")


@dataclass(frozen=True, slots=True)
class Given:
    """One answer. `signal`: of what it warns, a code of `signals.TABLE`."""

    code: str
    words: Promise
    weight: Weight = "between"
    signal: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`about`: two voices that answer on the same subject can differ. `why`: why this is asked."""

    code: str
    about: str
    words: Promise
    answers: tuple[Given, ...]
    why: Promise


_GOES = (
    Given("good", _("Goed"), "good"),
    Given("so_so", _("Het gaat wel")),
    Given("bad", _("Niet goed"), "bad", "badly"),
)

# Never why somebody is ill, at home or late: an employer may not ask that, and so neither do we.
QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "person": (
        Question(
            "goes",
            "goes",
            _("Hoe gaat het op het werk?"),
            _GOES,
            _("Wie merkt dat het niet goed gaat, kan er nog iets aan doen."),
        ),
        Question(
            "help",
            "help",
            _("Krijgt u genoeg hulp?"),
            (
                Given("yes", _("Ja"), "good"),
                Given("sometimes", _("Soms")),
                Given("no", _("Nee"), "bad", "help"),
            ),
            _("Te weinig hulp is de reden van vertrek waar het snelst iets aan te doen is."),
        ),
        Question(
            "stay",
            "future",
            _("Wilt u hier blijven werken?"),
            (
                Given("yes", _("Ja"), "good"),
                Given("unsure", _("Dat weet ik nog niet")),
                Given("no", _("Nee"), "bad", "leaving"),
            ),
            _("Wie weg wil, kan op tijd ander werk zoeken."),
        ),
    ),
    "employer": (
        Question(
            "goes",
            "goes",
            _("Hoe gaat het met deze medewerker op het werk?"),
            _GOES,
            _("Wat de werkgever ziet, weet de kandidaat soms nog niet."),
        ),
        Question(
            "sick",
            "sick",
            _("Meldt deze medewerker zich vaker ziek dan gewoon? U hoeft niet te zeggen waarom."),
            (
                Given("no", _("Nee"), "good"),
                Given("unknown", _("Dat weet ik niet")),
                Given("yes", _("Ja"), "bad", "sick"),
            ),
            _("Vaker ziek zijn gaat vaak vooraf aan stoppen. De reden gaat niemand iets aan."),
        ),
        Question(
            "keep",
            "future",
            _("Wilt u deze medewerker in dienst houden?"),
            (
                Given("yes", _("Ja"), "good"),
                Given("unsure", _("Dat weet ik nog niet")),
                Given("no", _("Nee"), "bad", "leaving"),
            ),
            _("Wie niet wordt verlengd, kan op tijd ander werk zoeken."),
        ),
    ),
    "coach": (
        Question(
            "goes",
            "goes",
            _("Hoe gaat het op het werk?"),
            _GOES,
            _("Wie op de werkvloer komt, ziet beide kanten."),
        ),
        Question(
            "guidance",
            "help",
            _("Is er genoeg begeleiding?"),
            (
                Given("enough", _("Ja"), "good"),
                Given("less", _("Het kan minder"), "good"),
                Given("more", _("Er is meer nodig"), "bad", "help"),
            ),
            _("De uren van een coach gaan naar waar ze nodig zijn."),
        ),
        Question(
            "lasts",
            "future",
            _("Blijft dit werk, denkt u?"),
            (
                Given("yes", _("Ja"), "good"),
                Given("unsure", _("Dat weet ik nog niet")),
                Given("no", _("Nee"), "bad", "leaving"),
            ),
            _("Een vermoeden van wie erbij is, komt vóór de brief van de werkgever."),
        ),
    ),
}


def question_of(voice: str, code: str) -> Question | None:
    return next((one for one in QUESTIONS.get(voice, ()) if one.code == code), None)


def answer_of(voice: str, question: str, answer: str) -> Given | None:
    asked = question_of(voice, question)
    return next((one for one in asked.answers if one.code == answer), None) if asked else None


def answers_that(*, signal: str = "", about: str = "", weight: str = "") -> Iterator[tuple[str, str, str]]:
    """Give voice, question and answer of every answer that warns of this, or speaks so of a subject."""
    for voice, questions in QUESTIONS.items():
        for question in questions:
            for one in question.answers:
                warns = signal and one.signal == signal
                if warns or (about and question.about == about and one.weight == weight):
                    yield voice, question.code, one.code


# Of what an answer can warn.
SIGNALLED = frozenset(
    one.signal for asked in QUESTIONS.values() for question in asked for one in question.answers if one.signal
)
SUBJECTS: Mapping[str, Promise] = {
    "goes": _("hoe het gaat"),
    "help": _("of er genoeg hulp is"),
    "future": _("of het werk blijft"),
}
