"""The text for the algorithm register, made out of the weights, the limits and the parts themselves."""

from __future__ import annotations

from collections.abc import Iterator

from meedoen.matching import codes
from meedoen.matching.asking import EMPLOYERS_COUNTED, TASKS_COUNTED
from meedoen.matching.near import COST_UNKNOWN, REMEDIES, WHO
from meedoen.matching.points import PARTS, WHOLE, Weights, history
from meedoen.matching.travel import Estimates
from meedoen.primitives.period import day_in_words

# How each limit is called; the same names as those that the limits carry.
LIMITS: dict[str, str] = {
    "travel": "de reistijd is hoogstens wat de kandidaat opgaf",
    "hours": "er is een aantal uren per week dat voor beide kan",
    "days": "de kandidaat kan op alle dagen van het werk",
    "times": "de kandidaat kan op alle werktijden",
    "start": "de kandidaat kan beginnen binnen {wait} dagen na het begin van de baan",
    "tasks": "de kandidaat kan of leert ten minste {least}% van het werk",
    "condition": "elke voorwaarde van de kandidaat wordt gehaald",
    "language": "de kandidaat kent elke taal die het werk vraagt, op dat niveau",
    "licences": "de kandidaat heeft elk rijbewijs dat het werk vraagt",
    "offered_to": "een baan die alleen voor bepaalde doelgroepen is, staat open voor wie daarbij hoort; "
    "de doelgroep telt niet mee in de punten",
    "level": "de opleiding van de kandidaat is ten minste wat het werk vraagt",
}
HOW: dict[str, str] = {
    "tasks": "per taak, naar het gewicht in de baan: kan en doet graag {liked}%, kan {able}%, "
    "doet graag of wil leren {wanted}%",
    "wishes": "het deel van het werk in een richting die de kandidaat noemde",
    "travel": "zonder reistijd alle punten, op de grens de helft, daartussen naar verhouding",
    "hours": "welk deel van de kleinste van beide marges in uren overblijft, met één uur erbij",
    "room": "bij hoeveel grenzen in kilo's, minuten of keren het werk hoogstens {room}% gebruikt",
}
NEVER: tuple[str, ...] = (
    "naam, BSN, adres",
    "geslacht, leeftijd, geboorteplaats, nationaliteit, afkomst, godsdienst, burgerlijke staat",
    "diagnose, ziekte, medicijnen of waarom een voorwaarde nodig is",
    "uitkering, schulden of duur zonder werk; een doelgroep geeft nooit punten",
    "loonwaarde of wat iemand een werkgever kost",
    "vrije tekst, foto's, gesprekken",
    "wat met eerdere kandidaten gebeurde: de punten worden niet geleerd uit gegevens",
)


def register_text(weights: Weights, estimates: Estimates) -> str:
    """The whole text in Dutch, as Markdown; the same weights give the same text, letter for letter."""
    return "\n".join(_lines(weights, estimates)) + "\n"


def _lines(weights: Weights, estimates: Estimates) -> Iterator[str]:
    yield "# Zoeken naar werk dat past\n"
    yield (
        "De zoekhulp vergelijkt het profiel van een kandidaat met een baan. Eerst kijkt zij of er iets in de "
        "weg staat. Alleen als alles kan, geeft zij punten. Elk onderdeel heeft een reden in woorden. Punten "
        "en redenen zijn voor de baan dezelfde als voor de kandidaat. De zoekhulp beslist niets: "
        "een medewerker kiest, zegt waarom, en kan ook een baan kiezen die niet in de lijst staat.\n"
    )
    yield "## Wat in de weg kan staan\n"
    values = {"wait": weights.wait_days, "least": weights.tasks_at_least}
    yield from (f"- {sentence.format(**values)}" for sentence in LIMITS.values())
    yield "\nDe voorwaarden zijn: " + "; ".join(kind.words for kind in codes.CONDITIONS.values()) + ".\n"
    yield f"## De punten, samen {WHOLE}\n"
    yield "| onderdeel | punten | hoe |\n|---|---|---|"
    values = {one: getattr(weights, one) for one in ("liked", "able", "wanted", "room")}
    yield from (
        f"| {name} | {weights.parts[part]} | {HOW[part].format(**values)} |" for part, name in PARTS.items()
    )
    yield "\nPunten zijn hele getallen, naar beneden afgerond. Bij gelijke punten staat de eerste voor.\n"
    yield from _travel(estimates)
    yield from _near(weights)
    yield from _asking(weights)
    yield "## Wat nooit meetelt\n"
    yield from (f"- {one}" for one in NEVER)
    yield "\n## Wie niet wordt vergeleken\n"
    yield (
        "Een kandidaat zonder woonplek, vervoer, reistijd, uren, dagen, tijden, taken of besproken "
        "voorwaarden, en een baan zonder taken, vrije plek, uren, dagen, tijden of plek. De zoekhulp zegt "
        "wat er ontbreekt.\n"
    )
    yield from _history(weights)


def _travel(estimates: Estimates) -> Iterator[str]:
    yield "## Reistijd\n"
    yield (
        "De reistijd is een schatting uit de rechte lijn tussen twee plaatsen of postcodegebieden, "
        f"met ten minste {estimates.within_metres} meter. Niemand heeft deze waarden gemeten "
        f"(status: {estimates.status}; bron: {estimates.source}).\n"
    )
    yield "| vervoer | km per uur | omweg | minuten vooraf en achteraf |\n|---|---|---|---|"
    for code, means in estimates.means.items():
        yield f"| {codes.MEANS[code]} | {means.speed_kmh} | {means.detour_percent}% | {means.start_minutes} |"
    yield ""


def _near(weights: Weights) -> Iterator[str]:
    near = weights.near
    yield "## Past als …\n"
    yield (
        f"Staan er hoogstens {near.limits} dingen in de weg, dan zoekt de zoekhulp wat er moet veranderen: "
        f"hoogstens {near.travel_minutes} minuten verder reizen, {near.hours_c // 100} uur meer of minder, "
        f"{near.start_days} dagen later beginnen of {near.task_percent}% van het werk eruit. "
        "Zij zegt wie het regelt "
        f"({', '.join(WHO.values())}) en wat het kost, of “{COST_UNKNOWN}”. Dat kan bij "
        f"{len(REMEDIES)} soorten grenzen.\n"
    )


def _asking(weights: Weights) -> Iterator[str]:
    parts = weights.parts
    yield "## Waar navragen zin heeft\n"
    yield (
        "Uit werk dat bij werkgevers gezien is, ook als er nu geen baan is, stelt de zoekhulp taken en "
        "werkgevers voor om naar te vragen. Wie buiten de reistijd ligt, staat apart. Een werkgever krijgt "
        f"hoogstens {parts['tasks']} punten voor de {TASKS_COUNTED} taken die het best passen, "
        f"{parts['wishes']} als die in een gewenste richting liggen, {parts['travel']} voor de reistijd en "
        f"{parts['room']} naar het deel van de voorwaarden dat er bekend is. Een taak krijgt hoogstens "
        f"{parts['tasks']} punten voor kunnen en graag doen, {parts['wishes']} voor de richting en "
        f"{parts['travel']} naar het aantal werkgevers, tot {EMPLOYERS_COUNTED}.\n"
    )


def _history(weights: Weights) -> Iterator[str]:
    yield "## Welke punten gelden\n"
    for one in history(weights.name):
        mark = " (deze tekst)" if one == weights else ""
        yield (
            f"- vanaf {day_in_words(one.starts_on)}{mark}: {one.reason} Besloten door: {one.decided_by}. "
            f"Status: {one.status}."
        )
