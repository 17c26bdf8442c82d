"""What a task may ask, in the codes of the conditions of profiles, and whether someone can do it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from meedoen.matching.carving_shapes import Carver, Task
from meedoen.primitives.words import N_, Words

# clash: the task does not give this condition, so it is not for who needs it (value 1).
# asks:  the task asks this much, and who has a limit must reach it.
# gives: the task gives at most this much, and who needs some must not need more.
Reading = Literal["clash", "asks", "gives"]

# Of every condition: how it is read, and what a task with this demand is like.
DEMANDS: Mapping[str, tuple[Reading, str]] = {
    "quiet_place": ("clash", N_("Er is geen rustige plek.")),
    "few_people": ("clash", N_("Er zijn veel mensen tegelijk aan het werk.")),
    "own_place": ("clash", N_("Er is geen vaste eigen werkplek.")),
    "indoors": ("clash", N_("Het werk is ook buiten.")),
    "outdoors": ("clash", N_("Het werk is vooral binnen.")),
    "clean_air": ("clash", N_("Er is stof of een sterke geur.")),
    "wheelchair_access": ("clash", N_("Een rolstoel kan er niet komen.")),
    "no_stairs": ("clash", N_("Er zijn trappen.")),
    "no_heights": ("clash", N_("Het werk is soms op een ladder of op hoogte.")),
    "fixed_structure": ("clash", N_("De volgorde is niet elke dag dezelfde.")),
    "one_task": ("clash", N_("Er lopen taken door elkaar.")),
    "own_pace": ("clash", N_("Er is tijdsdruk.")),
    "steps_on_paper": ("clash", N_("Er is geen uitleg op papier of in plaatjes.")),
    "plain_words": ("clash", N_("De uitleg is niet eenvoudig te maken.")),
    "no_phone": ("clash", N_("Telefoneren hoort erbij.")),
    "no_customers": ("clash", N_("Er is contact met klanten.")),
    "fixed_guide": ("clash", N_("Er is geen vaste begeleider.")),
    "guidance_minutes": ("gives", N_("Er is hoogstens %(value)s minuten begeleiding per dag.")),
    "extra_breaks": ("gives", N_("Er kan hoogstens %(value)s keer per dag een extra pauze zijn.")),
    "lift_kg": ("asks", N_("Er wordt tot %(value)s kilo getild.")),
    "stand_minutes": ("asks", N_("Er wordt tot %(value)s minuten aan één stuk gestaan.")),
    "walk_minutes": ("asks", N_("Er wordt tot %(value)s minuten aan één stuk gelopen.")),
    "sit_minutes": ("asks", N_("Er wordt tot %(value)s minuten aan één stuk gezeten.")),
    "screen_minutes": ("asks", N_("Er wordt tot %(value)s minuten per dag aan een beeldscherm gewerkt.")),
    "one_hand": ("clash", N_("Er zijn twee handen voor nodig.")),
    "no_night": ("clash", N_("Het werk is ook 's nachts.")),
    "no_evening": ("clash", N_("Het werk is ook 's avonds.")),
    "fixed_times": ("clash", N_("De werktijden wisselen.")),
    "not_before": ("gives", N_("Het werk begint om %(value)s uur.")),
}

# How high each level counts. A diploma that was not converted proves nothing here yet.
RUNGS: Mapping[str, int] = {
    "none": 0,
    "abroad": 0,
    "special": 1,
    "practical": 1,
    "vmbo": 2,
    "mbo1": 2,
    "mbo2": 3,
    "mbo3": 4,
    "mbo4": 5,
    "havo_vwo": 5,
    "hbo": 6,
    "wo": 7,
}


def meets(person: Carver, code: str, value: int) -> bool:
    """True if and only if a task with this demand is possible for the person, as far as this demand goes."""
    return is_met(person.codes, code, value)


def is_met(needs: Mapping[str, int], code: str, value: int) -> bool:
    """The same for what someone can and needs."""
    if code not in needs:
        return True
    reading = DEMANDS[code][0]
    if reading == "clash":
        return False
    return needs[code] >= value if reading == "asks" else needs[code] <= value


def unmet(person: Carver, task: Task) -> tuple[str, ...]:
    """The demands of a task that the person does not meet, in the order of the list; `level` is the last."""
    found = [code for code in DEMANDS if code in task.demands and not meets(person, code, task.demands[code])]
    return (*found, "level") if RUNGS[person.level] < RUNGS[task.level] else tuple(found)


def together(tasks: Iterable[Task]) -> dict[str, int]:
    """What tasks ask together, in the order of the list: the most that is asked, the least that is given."""
    asked: dict[str, list[int]] = {}
    for task in tasks:
        for code, value in task.demands.items():
            asked.setdefault(code, []).append(value)
    return {
        code: min(asked[code]) if reading == "gives" else max(asked[code])
        for code, (reading, _) in DEMANDS.items()
        if code in asked
    }


def highest(tasks: Iterable[Task]) -> str:
    """The level that tasks ask together; of two equally high ones the first."""
    return max((task.level for task in tasks), key=RUNGS.__getitem__, default="none")


def in_words(code: str, value: int) -> Words:
    """What a task with this demand is like."""
    reading, sentence = DEMANDS[code]
    return Words(sentence) if reading == "clash" else Words(sentence, {"value": value})
