"""The nine steps of Inclusief Herontwerp van Werk, as a guided process beside the carving bench."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from meedoen.primitives.words import N_, Words

# The names and the order of the steps were read there; a goal or question that was not is `assumed`.
SOURCE = "https://www.inclusievearbeidsorganisatie.org/methoden-instrumenten/inclusief-herontwerp-van-werk"
PROFILE_SOURCE = "https://arbeidsdeskundigen.nl/akc/kennis/map/document/190069"
Status = Literal["confirmed", "assumed"]


@dataclass(frozen=True, slots=True)
class Line:
    """A goal or a question, and whether a source was read for it."""

    words: Words
    status: Status = "assumed"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name as the method has it, what is reached at its end, and what to write down."""

    number: int
    code: str
    title: Words
    goal: Line
    notes: tuple[Line, ...]
    on_bench: bool = False
    status: Status = "confirmed"
    source: str = SOURCE


def _assumed(sentence: str) -> Line:
    return Line(Words(sentence))


def _profile(sentence: str) -> Line:
    """A question of the work profile: the function, its tasks with hours, and what is heavy in them."""
    return Line(Words(sentence), "confirmed", PROFILE_SOURCE)


STEPS: tuple[Step, ...] = (
    Step(
        1,
        "commitment",
        Words(N_("Commitment van management")),
        _assumed(N_("De directie wil dit en maakt er tijd en mensen voor vrij.")),
        (
            _assumed(N_("Wie van de directie is de opdrachtgever?")),
            _assumed(N_("Welke vraag wil de werkgever oplossen?")),
            _assumed(N_("Hoeveel tijd en welke mensen zijn er voor?")),
        ),
    ),
    Step(
        2,
        "analysis",
        Words(N_("Arbeidsanalyse")),
        _assumed(N_("Van elke functie is bekend uit welke taken zij bestaat.")),
        (
            _profile(N_("Wat houdt de functie in grote lijnen in?")),
            _profile(N_("Uit welke taken bestaat zij, met hoeveel uur per taak?")),
            _profile(N_("Wat is er zwaar of lastig aan elke taak?")),
            _assumed(N_("Welke taken kunnen er niet uit, en waarom niet?")),
        ),
        on_bench=True,
    ),
    Step(
        3,
        "redesign",
        Words(N_("Participatief herontwerp")),
        _assumed(N_("Samen met de medewerkers is gekozen welke taken een nieuwe baan vormen.")),
        (
            _assumed(N_("Welke medewerkers dachten mee?")),
            _assumed(N_("Wat verandert er in de functies waar taken uit gaan?")),
            _assumed(N_("Welke groei zit er in de nieuwe baan?")),
        ),
        on_bench=True,
    ),
    Step(
        4,
        "consent",
        Words(N_("Communicatie en instemming")),
        _assumed(N_("Iedereen op de afdeling weet wat er verandert en kan ermee leven.")),
        (
            _assumed(N_("Wie is hoe op de hoogte gebracht?")),
            _assumed(N_("Moet de ondernemingsraad instemmen, en wat vond die ervan?")),
            _assumed(N_("Welke zorgen zijn er, en wat is ermee gedaan?")),
        ),
    ),
    Step(
        5,
        "recruitment",
        Words(N_("Werving en selectie")),
        _assumed(N_("Er is iemand gevonden bij wie de baan past.")),
        (
            _assumed(N_("Welke eisen zijn echt nodig?")),
            _assumed(N_("Hoe maken mensen kennis met het werk: gesprek, rondleiding, meelopen?")),
        ),
    ),
    Step(
        6,
        "guidance",
        Words(N_("Organiseren van begeleiding")),
        _assumed(N_("Er is een vaste begeleider op de werkvloer, die weet wat er nodig is.")),
        (
            _assumed(N_("Wie begeleidt, en wie als die er niet is?")),
            _assumed(N_("Hoeveel tijd is er per dag voor begeleiding?")),
            _assumed(N_("Is een jobcoach nodig, en wie vraagt die aan?")),
        ),
    ),
    Step(
        7,
        "personnel",
        Words(N_("Personeelsbeleid")),
        _assumed(N_("De baan heeft een plaats in het loongebouw en in het beleid.")),
        (
            _assumed(N_("In welke schaal valt de baan?")),
            _assumed(N_("Wat gebeurt er met de baan als een functie verandert waar taken uit komen?")),
        ),
    ),
    Step(
        8,
        "monitoring",
        Words(N_("Monitoren van arbeidsvermogen")),
        _assumed(N_("Er wordt op vaste dagen gekeken hoe het gaat en wat iemand erbij kan.")),
        (
            _assumed(N_("Wanneer wordt er gekeken, en door wie?")),
            _assumed(N_("Wat gaat goed, en wat moet anders?")),
        ),
    ),
    Step(
        9,
        "evaluation",
        Words(N_("Evalueren en consolidatie functieontwerp")),
        _assumed(N_("Duidelijk is wat het nieuwe ontwerp oplevert, en het blijft zo of wordt aangepast.")),
        (
            _assumed(N_("Wat leverde het op voor de medewerkers, en wat voor de werkgever?")),
            _assumed(N_("Wat blijft, wat verandert, en wanneer wordt er weer gekeken?")),
        ),
    ),
)
BY_CODE = {step.code: step for step in STEPS}
