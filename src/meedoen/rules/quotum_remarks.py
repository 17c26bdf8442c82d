"""What to know beside a quotum: is it levied at all, whose percentage is it, which hours count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from meedoen.primitives.words import N_, Euro, Hole, Words
from meedoen.rules.answer import Remark
from meedoen.rules.book import Value, value_on
from meedoen.rules.quotum_percentage import OWN

# From this year on the successor of the levy stands in the law books.
SUCCESSOR = 2026


def about_year(year: int, active: Value, levied: Value, share: Value | None) -> tuple[Remark, ...]:
    """What holds for every employer in this year."""
    return tuple(_about_year(year, active, levied, share))


def _about_year(year: int, active: Value, levied: Value, share: Value | None) -> Iterator[Remark]:
    given = {"year": str(year)}
    if not levied.is_true:
        words = N_("Over %(year)s is er geen heffing. Het bedrag is wat het zou kosten als die er wel was.")
        yield Remark(Words(words, given), "warning", (levied,))
    if active.is_true:
        yield Remark(
            Words(N_("In %(year)s is het quotum voor deze sector actief."), given), "info", (active,)
        )
    else:
        yield Remark(
            Words(N_("In %(year)s is het quotum voor deze sector niet actief."), given), "info", (active,)
        )
    if share is not None and share.version == OWN:
        words = N_("Het percentage is een eigen aanname. Geen bron zegt dat het in %(year)s zo was.")
        yield Remark(Words(words, given), "warning", (share,))
    if year >= SUCCESSOR:
        yield from _successor(date(year, 12, 31))


def _successor(day: date) -> Iterator[Remark]:
    in_force = value_on("quotum.wet_banenafspraak.quotumregeling_in_werking", day)
    begins = value_on("quotum.wet_banenafspraak.activering", day)
    small = value_on("quotum.wet_banenafspraak.opslag_niet_voor", day)
    bonus = value_on("quotum.wet_banenafspraak.bonus_per_baan", day)
    even = value_on("quotum.wet_banenafspraak.saldo", day)
    words = N_(
        "De Wet banenafspraak vervangt de heffing door een opslag op de Aof-premie en een bonus van ongeveer "
        "%(bonus)s per baan. Die regeling is nog niet in werking en gaat nooit vanzelf in: %(begins)s. "
        "De opslag geldt niet voor %(small)s."
    )
    given: dict[str, Hole] = {"bonus": Euro(bonus.number), "begins": begins.text, "small": small.text}
    yield Remark(Words(words, given), "info", (in_force, begins, small, bonus, even))


def about_hours(hired: Decimal, lent: Decimal, day: date) -> tuple[Remark, ...]:
    """Which hours belong in the sums."""
    wsw = value_on("quotum.wsw_binnen_telt", day)
    found = [
        Remark(
            Words(
                N_(
                    "Laat uren van Wsw-medewerkers die niet gedetacheerd zijn overal weg. Uren van "
                    "beschut werk (Participatiewet) tellen wel in het totaal, maar niet bij de doelgroep."
                )
            ),
            "info",
            (wsw, value_on("banenafspraak.soort.beschut_werk", day)),
        )
    ]
    if hired or lent:
        moved = value_on("quotum.ingeleend_bij_inlener", day)
        words = N_(
            "Uren van de doelgroep tellen waar het werk gebeurt: bij wie inleent, niet bij wie uitleent."
        )
        found.append(Remark(Words(words), "info", (moved,)))
    return tuple(found)
