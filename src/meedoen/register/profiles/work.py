"""Our own list of fields of work and the tasks in them: short enough to talk through with someone."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Not a standard: CompetentNL and ESCO know thousands of occupations, and nobody reads those aloud.
WORK_FIELDS: dict[str, Promise] = {
    "green": _("groen, tuin en park"),
    "farming": _("land- en tuinbouw"),
    "animals": _("dieren verzorgen"),
    "cleaning": _("schoonmaak"),
    "laundry": _("wasserij en textiel"),
    "catering": _("horeca en keuken"),
    "food": _("brood, vlees en ander voedsel maken"),
    "shop": _("winkel"),
    "warehouse": _("magazijn en inpakken"),
    "production": _("productie en montage"),
    "metal": _("metaal"),
    "wood": _("hout en meubels"),
    "building": _("bouw"),
    "painting": _("schilderen en afwerken"),
    "installation": _("elektra en installatie"),
    "vehicles": _("fietsen en auto's"),
    "transport": _("vervoer en bezorgen"),
    "reuse": _("kringloop en recycling"),
    "care": _("zorg en welzijn"),
    "children": _("kinderopvang en school"),
    "office": _("kantoor en administratie"),
    "computers": _("computers en ICT"),
    "reception": _("receptie en klantcontact"),
    "security": _("toezicht en beveiliging"),
    "creative": _("creatief en media"),
}

# field of work: code of the task, what someone does.
TASKS: dict[str, dict[str, Promise]] = {
    "green": {
        "green.mow": _("gras maaien"),
        "green.weed": _("onkruid weghalen"),
        "green.prune": _("heggen en struiken snoeien"),
        "green.litter": _("zwerfvuil opruimen"),
    },
    "farming": {
        "farming.pick": _("oogsten en plukken"),
        "farming.pot": _("planten oppotten en stekken"),
    },
    "animals": {"animals.feed": _("dieren voeren"), "animals.clean": _("hokken en stallen schoonmaken")},
    "cleaning": {
        "cleaning.floors": _("vloeren vegen en dweilen"),
        "cleaning.sanitary": _("toiletten en keukens schoonmaken"),
        "cleaning.windows": _("ramen wassen"),
        "cleaning.rooms": _("kamers klaarmaken en bedden opmaken"),
    },
    "laundry": {
        "laundry.wash": _("was sorteren en wassen"),
        "laundry.iron": _("strijken en vouwen"),
        "laundry.sew": _("naaien en herstellen"),
    },
    "catering": {
        "catering.dishes": _("afwassen"),
        "catering.prepare": _("groente snijden en eten klaarzetten"),
        "catering.cook": _("koken"),
        "catering.serve": _("koffie en eten uitserveren"),
    },
    "food": {"food.bake": _("brood en koek bakken"), "food.portion": _("afwegen en in porties doen")},
    "shop": {
        "shop.shelves": _("vakken vullen"),
        "shop.till": _("aan de kassa werken"),
        "shop.help": _("klanten helpen zoeken"),
        "shop.trolleys": _("winkelwagens en parkeerplaats netjes houden"),
    },
    "warehouse": {
        "warehouse.pick": _("bestellingen bij elkaar zoeken"),
        "warehouse.pack": _("inpakken"),
        "warehouse.label": _("stickers en codes plakken"),
        "warehouse.forklift": _("met een heftruck of pompwagen rijden"),
        "warehouse.count": _("voorraad tellen"),
    },
    "production": {
        "production.assemble": _("onderdelen in elkaar zetten"),
        "production.line": _("aan een lopende band werken"),
        "production.check": _("producten controleren"),
        "production.machine": _("een machine bedienen"),
    },
    "metal": {"metal.weld": _("lassen"), "metal.saw": _("metaal zagen en boren")},
    "wood": {"wood.saw": _("hout zagen en schuren"), "wood.furniture": _("meubels maken of herstellen")},
    "building": {
        "building.carry": _("materiaal aangeven en opruimen"),
        "building.pave": _("straten en tegels leggen"),
        "building.brick": _("metselen"),
    },
    "painting": {"painting.sand": _("schuren en afplakken"), "painting.paint": _("verven")},
    "installation": {
        "installation.cables": _("kabels trekken"),
        "installation.solar": _("zonnepanelen plaatsen"),
    },
    "vehicles": {
        "vehicles.bikes": _("fietsen repareren"),
        "vehicles.tyres": _("banden en olie wisselen"),
        "vehicles.wash": _("auto's wassen"),
    },
    "transport": {
        "transport.deliver": _("pakketten en post rondbrengen"),
        "transport.drive": _("mensen vervoeren"),
        "transport.load": _("laden en lossen"),
    },
    "reuse": {"reuse.sort": _("spullen sorteren"), "reuse.test": _("apparaten uit elkaar halen en testen")},
    "care": {
        "care.meals": _("maaltijden rondbrengen"),
        "care.company": _("wandelen, praten of spelletjes doen met bewoners"),
        "care.household": _("helpen in het huishouden"),
    },
    "children": {
        "children.assist": _("helpen in de groep"),
        "children.caretaker": _("klusjes van de conciërge"),
    },
    "office": {
        "office.scan": _("papieren scannen en opbergen"),
        "office.type": _("gegevens invoeren"),
        "office.post": _("post sorteren"),
    },
    "computers": {
        "computers.help": _("collega's helpen met de computer"),
        "computers.program": _("programmeren of testen"),
    },
    "reception": {
        "reception.welcome": _("bezoekers ontvangen"),
        "reception.phone": _("de telefoon aannemen"),
    },
    "security": {"security.watch": _("toezicht houden"), "security.bikes": _("fietsenstalling beheren")},
    "creative": {"creative.print": _("drukken en afwerken"), "creative.photo": _("foto's of filmpjes maken")},
}

TASK_WORDS: dict[str, Promise] = {code: words for tasks in TASKS.values() for code, words in tasks.items()}
FIELD_OF_TASK: dict[str, str] = {code: field for field, tasks in TASKS.items() for code in tasks}
