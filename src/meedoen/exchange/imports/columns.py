"""The columns that each kind of file may have, and how they are recognised in a header."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

PEOPLE, ENTRIES, EMPLOYERS, PLACEMENTS = "people", "registrations", "employers", "placements"
PAYROLL = "payroll"


@dataclass(frozen=True)
class Column:
    """A field that a column may hold; `words` are names for it in a header; `hint` is how to write it."""

    field: str
    label: Any
    hint: Any
    words: tuple[str, ...]
    is_needed: bool = False


_NUMBER = Column(
    "number",
    _("Kandidaatnummer"),
    _("eigen nummer, hoogstens twaalf letters en cijfers; leeg: wij geven er een"),
    ("kandidaatnummer", "nummer", "clientnummer", "dossiernummer", "candidate number", "number", "id"),
)
_NAME = Column(
    "name",
    _("Naam"),
    _("voluit"),
    ("naam", "volledige naam", "naam kandidaat", "kandidaat", "name", "full name"),
    True,
)
_FIRST = Column(
    "first_name", _("Voornaam"), _("in plaats van Naam"), ("voornaam", "roepnaam", "voornamen", "first name")
)
_INFIX = Column(
    "infix",
    _("Tussenvoegsel"),
    _("in plaats van Naam"),
    ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "infix"),
)
_LAST = Column(
    "last_name",
    _("Achternaam"),
    _("in plaats van Naam"),
    ("achternaam", "geslachtsnaam", "last name", "surname"),
)
_BIRTH = Column(
    "birth_on",
    _("Geboortedatum"),
    _("datum, als 31-12-1990"),
    ("geboortedatum", "geboren", "geboren op", "gebdatum", "geb datum", "date of birth", "birth date", "dob"),
    True,
)
_GROUND = (
    _("Grond in het doelgroepregister"),
    _("code van de grond, als 1a"),
    ("grond", "grond doelgroepregister", "grond in het doelgroepregister", "doelgroep", "ground"),
)
_ENTRY_START = (
    _("In het doelgroepregister sinds"),
    _("datum"),
    (
        "in het doelgroepregister sinds",
        "doelgroepregister sinds",
        "begin inschrijving",
        "ingangsdatum",
        "begindatum dgr",
        "registered since",
        "entry start",
    ),
)
_ENTRY_END = (
    _("Einde in het doelgroepregister"),
    _("datum: de eerste dag dat de reden geldt"),
    (
        "einde in het doelgroepregister",
        "einde inschrijving",
        "einddatum dgr",
        "einddatum inschrijving",
        "entry end",
    ),
)
_ENTRY_BECAUSE = (
    _("Reden van einde in het doelgroepregister"),
    _("code of woorden uit de lijst"),
    (
        "reden van einde in het doelgroepregister",
        "reden einde inschrijving",
        "reden einde",
        "reden van einde",
        "end reason",
    ),
)
# Who it is about, where someone is known already.
_WHO = (
    Column(
        "person_number",
        _("Kandidaatnummer"),
        _("of anders naam en geboortedatum"),
        _NUMBER.words,
    ),
    Column("person_name", _("Naam kandidaat"), _("alleen zonder kandidaatnummer"), _NAME.words),
    Column("birth_on", _("Geboortedatum"), _("alleen zonder kandidaatnummer"), _BIRTH.words),
)
_PAPER = Column(
    "employer_kvk",
    _("KvK werkgever op papier"),
    _("acht cijfers"),
    (
        "kvk werkgever op papier",
        "kvk werkgever",
        "kvknummer werkgever",
        "kvknummer",
        "kvk nummer",
        "kvk",
        "employer kvk",
    ),
    True,
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    PEOPLE: (
        _NUMBER,
        _NAME,
        _FIRST,
        _INFIX,
        _LAST,
        _BIRTH,
        Column(
            "municipality",
            _("Woongemeente"),
            _("naam, of code als GM0106"),
            ("woongemeente", "gemeente", "gemeentecode", "woonplaats", "municipality", "town"),
            True,
        ),
        Column(
            "lives_since",
            _("Woont daar sinds"),
            _("datum; leeg: de dag van inschrijving"),
            ("woont daar sinds", "woont sinds", "woonachtig sinds", "lives since"),
        ),
        Column(
            "registered_on",
            _("Ingeschreven op"),
            _("datum; leeg: vandaag"),
            ("ingeschreven op", "datum inschrijving", "inschrijfdatum", "registered on"),
        ),
        Column(
            "last_contact_on",
            _("Laatst gesproken op"),
            _("datum"),
            ("laatst gesproken op", "laatst gesproken", "laatste contact", "laatste gesprek", "last contact"),
        ),
        Column("ground", *_GROUND),
        Column("entry_starts_on", *_ENTRY_START),
        Column("entry_ends_before", *_ENTRY_END),
        Column("entry_because", *_ENTRY_BECAUSE),
    ),
    ENTRIES: (
        *_WHO,
        Column("ground", *_GROUND, is_needed=True),
        Column(
            "starts_on",
            _ENTRY_START[0],
            _ENTRY_START[1],
            (*_ENTRY_START[2], "begindatum", "vanaf", "start date"),
            True,
        ),
        Column("ends_before", _ENTRY_END[0], _ENTRY_END[1], (*_ENTRY_END[2], "einddatum", "tot", "end date")),
        Column("because", *_ENTRY_BECAUSE),
    ),
    EMPLOYERS: (
        Column(
            "kvk",
            _("KvK-nummer"),
            _("acht cijfers"),
            ("kvknummer", "kvk nummer", "kvk", "chamber of commerce"),
            True,
        ),
        Column(
            "name",
            _("Naam"),
            _("zoals in het handelsregister"),
            ("naam", "werkgever", "bedrijfsnaam", "bedrijf", "naam werkgever", "company", "name"),
            True,
        ),
        Column(
            "municipality",
            _("Vestigingsgemeente"),
            _("naam, of code als GM0106"),
            ("vestigingsgemeente", "gemeente", "plaats", "vestigingsplaats", "municipality", "town"),
            True,
        ),
        Column(
            "is_overheid",
            _("Overheidswerkgever"),
            _("ja of nee; leeg: nee"),
            ("overheidswerkgever", "overheid", "is overheid", "government"),
        ),
        Column(
            "pays_sectorfonds",
            _("Betaalt sectorfondspremie"),
            _("ja of nee; leeg: nee"),
            ("betaalt sectorfondspremie", "sectorfonds", "sectorfondspremie"),
        ),
        Column(
            "share_under_sectorfonds",
            _("Deel van de uren onder een sectorfonds"),
            _("percentage, als 60"),
            ("deel van de uren onder een sectorfonds", "deel onder sectorfonds", "percentage sectorfonds"),
        ),
        Column(
            "active_since_year",
            _("Actief sinds"),
            _("jaar, niet eerder dan 2012; leeg: dit jaar"),
            ("actief sinds", "sinds jaar", "jaar", "active since"),
        ),
        Column(
            "branch_name",
            _("Vestiging"),
            _("leeg: Hoofdvestiging"),
            ("vestiging", "naam vestiging", "vestigingsnaam", "branch"),
        ),
        Column(
            "branch_municipality",
            _("Gemeente van de vestiging"),
            _("leeg: de vestigingsgemeente"),
            ("gemeente van de vestiging", "gemeente vestiging", "plaats vestiging", "branch town"),
        ),
        Column(
            "postcode",
            _("Postcode"),
            _("als 9401 AB"),
            ("postcode", "postcode vestiging", "postal code", "zip"),
        ),
    ),
    PLACEMENTS: (
        *_WHO,
        Column(
            "kind",
            _("Soort"),
            _("code of woorden, als dienstverband"),
            ("soort", "soort plaatsing", "soort dienstverband", "contractvorm", "kind", "type"),
            True,
        ),
        _PAPER,
        Column(
            "workplace_kvk",
            _("KvK waar het werk gebeurt"),
            _("leeg: de werkgever op papier"),
            ("kvk waar het werk gebeurt", "kvk werkplek", "kvk inlener", "kvk inlenende werkgever"),
        ),
        Column(
            "work_municipality",
            _("Werkgemeente"),
            _("naam of code; leeg: de gemeente van de werkgever"),
            ("werkgemeente", "gemeente werkplek", "gemeente", "work municipality"),
        ),
        Column(
            "starts_on",
            _("Eerste werkdag"),
            _("datum"),
            ("eerste werkdag", "begindatum", "startdatum", "datum in dienst", "ingangsdatum", "start date"),
            True,
        ),
        Column(
            "hours_week",
            _("Uren per week"),
            _("als 24 of 25,5"),
            ("uren per week", "uren", "contracturen", "hours per week", "hours"),
            True,
        ),
        Column(
            "last_day",
            _("Laatste werkdag"),
            _("datum, t/m"),
            ("laatste werkdag", "einddatum", "datum uit dienst", "tot en met", "last day", "end date"),
        ),
        Column(
            "end_reason",
            _("Reden van einde"),
            _("code of woorden uit de lijst"),
            ("reden van einde", "reden einde", "reden uit dienst", "end reason"),
        ),
        Column("is_new_job", _("Nieuwe baan"), _("ja of nee; leeg: ja"), ("nieuwe baan", "new job")),
        Column(
            "programme",
            _("Programma"),
            _("code van het programma"),
            ("programma", "programmacode", "programme", "program"),
        ),
    ),
    PAYROLL: (
        Column(
            "placement_number",
            _("Plaatsingsnummer"),
            _("als P-000123, of anders kandidaat en werkgever"),
            ("plaatsingsnummer", "plaatsing", "placement number"),
        ),
        *_WHO,
        replace(_PAPER, hint=_("acht cijfers; alleen zonder plaatsingsnummer"), is_needed=False),
        Column(
            "month",
            _("Maand"),
            _("als 2018-03 of maart 2018"),
            ("maand", "loonperiode", "periode", "tijdvak", "verloningsperiode", "month", "period"),
            True,
        ),
        Column(
            "hours",
            _("Betaalde uren"),
            _("in die maand, als 104 of 110,92"),
            ("betaalde uren", "verloonde uren", "uren", "aantal uren", "paid hours", "hours"),
            True,
        ),
    ),
}

# What our own file of wrong lines adds; read back, it says nothing.
REMARKS = "Wat er mis is"
# A name may come in parts.
INSTEAD_OF_NAME = ("first_name", "last_name")


def kinds() -> list[tuple[str, str]]:
    """Return what can be read in, code and words."""
    return [(code, str(words)) for code, words in KINDS.items()]


KINDS: dict[str, Any] = {
    PEOPLE: _("Kandidaten, met woonplaats en doelgroepregister"),
    ENTRIES: _("Inschrijvingen in het doelgroepregister"),
    EMPLOYERS: _("Werkgevers, met vestigingen"),
    PLACEMENTS: _("Plaatsingen"),
    PAYROLL: _("Betaalde uren uit de loonadministratie"),
}


def folded(text: str) -> str:
    """Return header words without accents, capitals and punctuation."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return " ".join(re.sub(r"[^0-9a-z]+", " ", letters.replace("-", "")).split())


def guess(kind: str, header: Sequence[str]) -> dict[str, int]:
    """Return which column holds which field, by the words in the header; each column once, the best first."""
    names = [folded(name) for name in header]
    found: dict[str, int] = {}
    for column in COLUMNS[kind]:
        own = (folded(str(column.label)), column.field.replace("_", " "), *(folded(w) for w in column.words))
        for word in dict.fromkeys(own):
            if word in names and names.index(word) not in found.values():
                found[column.field] = names.index(word)
                break
    return found


def hash_of(header: Sequence[str]) -> str:
    """Return what is equal for headers with the same names, in whatever order."""
    return hashlib.sha256("\n".join(sorted(folded(name) for name in header)).encode()).hexdigest()


def missing(kind: str, mapping: Mapping[str, int]) -> list[str]:
    """Return the labels of columns without which no line can be read."""
    lacking = [one for one in COLUMNS[kind] if one.is_needed and one.field not in mapping]
    if kind == PEOPLE and any(part in mapping for part in INSTEAD_OF_NAME):
        lacking = [one for one in lacking if one.field != "name"]
    labels = [str(one.label) for one in lacking]
    if kind in (ENTRIES, PLACEMENTS) and not _names_someone(mapping):
        labels.insert(0, str(_("Kandidaatnummer, of naam en geboortedatum")))
    if kind == PAYROLL and "placement_number" not in mapping and not _names_a_job(mapping):
        labels.insert(0, str(_("Plaatsingsnummer, of kandidaat en KvK-nummer")))
    return labels


def _names_a_job(mapping: Mapping[str, int]) -> bool:
    return "employer_kvk" in mapping and _names_someone(mapping)


def _names_someone(mapping: Mapping[str, int]) -> bool:
    return "person_number" in mapping or {"person_name", "birth_on"} <= mapping.keys()


def label_of(kind: str, field: str) -> str:
    """Return the words for a field, or nothing where a remark is about a whole line."""
    return next((str(one.label) for one in COLUMNS[kind] if one.field == field), "")
