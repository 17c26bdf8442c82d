"""The codes that a person and a job share, in the order of their lists, each with its Dutch words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from meedoen.primitives.words import N_

# The same lists as the register keeps; a test holds both to each other, code by code and word by word.
DAYS: dict[str, str] = {
    "mon": N_("maandag"),
    "tue": N_("dinsdag"),
    "wed": N_("woensdag"),
    "thu": N_("donderdag"),
    "fri": N_("vrijdag"),
    "sat": N_("zaterdag"),
    "sun": N_("zondag"),
}
TIMES: dict[str, str] = {
    "early": N_("vroeg, vóór 8 uur"),
    "morning": N_("ochtend"),
    "afternoon": N_("middag"),
    "evening": N_("avond"),
    "night": N_("nacht"),
}
MEANS: dict[str, str] = {
    "walk": N_("lopend"),
    "bike": N_("fiets"),
    "public": N_("openbaar vervoer"),
    "scooter": N_("brommer of scooter"),
    "car": N_("auto"),
    "arranged": N_("vervoer is geregeld"),
}
LEVELS: dict[str, str] = {
    "none": N_("geen school afgemaakt"),
    "special": N_("voortgezet speciaal onderwijs (vso)"),
    "practical": N_("praktijkonderwijs"),
    "vmbo": N_("vmbo"),
    "mbo1": N_("mbo niveau 1 (entree)"),
    "mbo2": N_("mbo niveau 2"),
    "mbo3": N_("mbo niveau 3"),
    "mbo4": N_("mbo niveau 4"),
    "havo_vwo": N_("havo of vwo"),
    "hbo": N_("hbo"),
    "wo": N_("universiteit"),
    "abroad": N_("opleiding uit een ander land, niet omgezet"),
}
LANGUAGES: dict[str, str] = {
    "nl": N_("Nederlands"),
    "nds": N_("Gronings of Drents"),
    "en": N_("Engels"),
    "de": N_("Duits"),
    "fr": N_("Frans"),
    "es": N_("Spaans"),
    "pl": N_("Pools"),
    "uk": N_("Oekraïens"),
    "tr": N_("Turks"),
    "ar": N_("Arabisch"),
    "fa": N_("Farsi of Dari"),
    "ti": N_("Tigrinya"),
    "so": N_("Somalisch"),
    "pap": N_("Papiaments"),
    "ngt": N_("Nederlandse Gebarentaal"),
}
# Each next one holds the one before.
LANGUAGE_LEVELS: dict[str, str] = {
    "little": N_("verstaat korte zinnen"),
    "speaks": N_("spreekt"),
    "reads": N_("spreekt en leest"),
    "writes": N_("spreekt, leest en schrijft"),
}
LICENCES: dict[str, str] = {
    "AM": N_("AM (brommer)"),
    "A": N_("A (motor)"),
    "B": N_("B (auto)"),
    "BE": N_("BE (auto met aanhanger)"),
    "C": N_("C (vrachtauto)"),
    "CE": N_("CE (vrachtauto met aanhanger)"),
    "D": N_("D (bus)"),
    "T": N_("T (trekker)"),
}
# Target groups: they say which jobs are open to someone, and never count in a score.
TARGET_GROUPS: dict[str, str] = {
    "bijstand": N_("bijstand"),
    "youth": N_("jongere tot 27 jaar"),
    "fifty": N_("50 jaar en ouder"),
    "ggz": N_("GGZ-traject"),
    "statushouder": N_("statushouder"),
    "startkwalificatie": N_("zonder startkwalificatie"),
}
FIELDS: dict[str, str] = {
    "green": N_("groen, tuin en park"),
    "farming": N_("land- en tuinbouw"),
    "animals": N_("dieren verzorgen"),
    "cleaning": N_("schoonmaak"),
    "laundry": N_("wasserij en textiel"),
    "catering": N_("horeca en keuken"),
    "food": N_("brood, vlees en ander voedsel maken"),
    "shop": N_("winkel"),
    "warehouse": N_("magazijn en inpakken"),
    "production": N_("productie en montage"),
    "metal": N_("metaal"),
    "wood": N_("hout en meubels"),
    "building": N_("bouw"),
    "painting": N_("schilderen en afwerken"),
    "installation": N_("elektra en installatie"),
    "vehicles": N_("fietsen en auto's"),
    "transport": N_("vervoer en bezorgen"),
    "reuse": N_("kringloop en recycling"),
    "care": N_("zorg en welzijn"),
    "children": N_("kinderopvang en school"),
    "office": N_("kantoor en administratie"),
    "computers": N_("computers en ICT"),
    "reception": N_("receptie en klantcontact"),
    "security": N_("toezicht en beveiliging"),
    "creative": N_("creatief en media"),
}
# The part before the point is the field of work.
TASKS: dict[str, str] = {
    "green.mow": N_("gras maaien"),
    "green.weed": N_("onkruid weghalen"),
    "green.prune": N_("heggen en struiken snoeien"),
    "green.litter": N_("zwerfvuil opruimen"),
    "farming.pick": N_("oogsten en plukken"),
    "farming.pot": N_("planten oppotten en stekken"),
    "animals.feed": N_("dieren voeren"),
    "animals.clean": N_("hokken en stallen schoonmaken"),
    "cleaning.floors": N_("vloeren vegen en dweilen"),
    "cleaning.sanitary": N_("toiletten en keukens schoonmaken"),
    "cleaning.windows": N_("ramen wassen"),
    "cleaning.rooms": N_("kamers klaarmaken en bedden opmaken"),
    "laundry.wash": N_("was sorteren en wassen"),
    "laundry.iron": N_("strijken en vouwen"),
    "laundry.sew": N_("naaien en herstellen"),
    "catering.dishes": N_("afwassen"),
    "catering.prepare": N_("groente snijden en eten klaarzetten"),
    "catering.cook": N_("koken"),
    "catering.serve": N_("koffie en eten uitserveren"),
    "food.bake": N_("brood en koek bakken"),
    "food.portion": N_("afwegen en in porties doen"),
    "shop.shelves": N_("vakken vullen"),
    "shop.till": N_("aan de kassa werken"),
    "shop.help": N_("klanten helpen zoeken"),
    "shop.trolleys": N_("winkelwagens en parkeerplaats netjes houden"),
    "warehouse.pick": N_("bestellingen bij elkaar zoeken"),
    "warehouse.pack": N_("inpakken"),
    "warehouse.label": N_("stickers en codes plakken"),
    "warehouse.forklift": N_("met een heftruck of pompwagen rijden"),
    "warehouse.count": N_("voorraad tellen"),
    "production.assemble": N_("onderdelen in elkaar zetten"),
    "production.line": N_("aan een lopende band werken"),
    "production.check": N_("producten controleren"),
    "production.machine": N_("een machine bedienen"),
    "metal.weld": N_("lassen"),
    "metal.saw": N_("metaal zagen en boren"),
    "wood.saw": N_("hout zagen en schuren"),
    "wood.furniture": N_("meubels maken of herstellen"),
    "building.carry": N_("materiaal aangeven en opruimen"),
    "building.pave": N_("straten en tegels leggen"),
    "building.brick": N_("metselen"),
    "painting.sand": N_("schuren en afplakken"),
    "painting.paint": N_("verven"),
    "installation.cables": N_("kabels trekken"),
    "installation.solar": N_("zonnepanelen plaatsen"),
    "vehicles.bikes": N_("fietsen repareren"),
    "vehicles.tyres": N_("banden en olie wisselen"),
    "vehicles.wash": N_("auto's wassen"),
    "transport.deliver": N_("pakketten en post rondbrengen"),
    "transport.drive": N_("mensen vervoeren"),
    "transport.load": N_("laden en lossen"),
    "reuse.sort": N_("spullen sorteren"),
    "reuse.test": N_("apparaten uit elkaar halen en testen"),
    "care.meals": N_("maaltijden rondbrengen"),
    "care.company": N_("wandelen, praten of spelletjes doen met bewoners"),
    "care.household": N_("helpen in het huishouden"),
    "children.assist": N_("helpen in de groep"),
    "children.caretaker": N_("klusjes van de conciërge"),
    "office.scan": N_("papieren scannen en opbergen"),
    "office.type": N_("gegevens invoeren"),
    "office.post": N_("post sorteren"),
    "computers.help": N_("collega's helpen met de computer"),
    "computers.program": N_("programmeren of testen"),
    "reception.welcome": N_("bezoekers ontvangen"),
    "reception.phone": N_("de telefoon aannemen"),
    "security.watch": N_("toezicht houden"),
    "security.bikes": N_("fietsenstalling beheren"),
    "creative.print": N_("drukken en afwerken"),
    "creative.photo": N_("foto's of filmpjes maken"),
}
Nature = Literal["offered", "asked", "enough", "hour"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One condition, with the least and most that it can be.

    offered: someone needs it, the place has it or not. asked: someone can do it up to a number, the work
    asks a number. enough: someone needs a number, the place gives a number. hour: someone begins at this hour
    or later, the work begins at an hour.
    """

    words: str
    nature: Nature = "offered"
    least: int = 1
    most: int = 1


CONDITIONS: dict[str, Kind] = {
    "quiet_place": Kind(N_("een rustige plek")),
    "few_people": Kind(N_("met weinig mensen tegelijk werken")),
    "own_place": Kind(N_("een vaste eigen werkplek")),
    "indoors": Kind(N_("alleen binnen werken")),
    "outdoors": Kind(N_("vooral buiten werken")),
    "clean_air": Kind(N_("geen stof of sterke geuren")),
    "wheelchair_access": Kind(N_("een werkplek waar een rolstoel kan komen")),
    "no_stairs": Kind(N_("zonder trappen")),
    "no_heights": Kind(N_("niet op een ladder of op hoogte")),
    "fixed_structure": Kind(N_("elke dag dezelfde volgorde")),
    "one_task": Kind(N_("één taak tegelijk")),
    "own_pace": Kind(N_("in eigen tempo, zonder tijdsdruk")),
    "steps_on_paper": Kind(N_("uitleg op papier of in plaatjes")),
    "plain_words": Kind(N_("korte, eenvoudige uitleg")),
    "no_phone": Kind(N_("niet hoeven telefoneren")),
    "no_customers": Kind(N_("geen contact met klanten")),
    "fixed_guide": Kind(N_("één vaste begeleider op de werkvloer")),
    "guidance_minutes": Kind(N_("begeleiding nodig"), "enough", 1, 480),
    "extra_breaks": Kind(N_("extra pauzes"), "enough", 1, 8),
    "lift_kg": Kind(N_("tilt tot"), "asked", 0, 50),
    "stand_minutes": Kind(N_("staat aan één stuk tot"), "asked", 0, 480),
    "walk_minutes": Kind(N_("loopt aan één stuk tot"), "asked", 0, 480),
    "sit_minutes": Kind(N_("zit aan één stuk tot"), "asked", 0, 480),
    "screen_minutes": Kind(N_("werkt aan een beeldscherm tot"), "asked", 0, 480),
    "one_hand": Kind(N_("werk dat met één hand kan")),
    "no_night": Kind(N_("niet 's nachts")),
    "no_evening": Kind(N_("niet 's avonds")),
    "fixed_times": Kind(N_("vaste werktijden")),
    "not_before": Kind(N_("begint niet eerder dan"), "hour", 5, 14),
}


def of_nature(nature: Nature) -> tuple[str, ...]:
    """The conditions of one nature, in the order of the list."""
    return tuple(code for code, kind in CONDITIONS.items() if kind.nature == nature)


OFFERED = of_nature("offered")
ASKED = of_nature("asked")
ENOUGH = of_nature("enough")

# How far each level of schooling is up the ladder; levels on one rung stand in for each other. A diploma from
# another country that nobody valued says nothing yet.
RUNGS: dict[str, int] = {
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
# What a licence gives beside itself.
GIVES: dict[str, frozenset[str]] = {
    "A": frozenset({"AM"}),
    "B": frozenset({"AM"}),
    "BE": frozenset({"AM", "B"}),
    "C": frozenset({"AM", "B"}),
    "CE": frozenset({"AM", "B", "BE", "C"}),
    "D": frozenset({"AM", "B"}),
}
# The hour at which each time of the day begins, for work that gives no hour of its own.
BEGINS: dict[str, int] = {"night": 0, "early": 6, "morning": 8, "afternoon": 12, "evening": 18}


def licences_of(held: frozenset[str]) -> frozenset[str]:
    """The licences held, with what they give."""
    return held.union(*(GIVES.get(one, frozenset()) for one in held)) if held else held


@cache
def field_of(task: str) -> str:
    """The field of work in which a task lies."""
    return task.partition(".")[0]
