"""What an employer to be registered looks like, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.access.selectors import organisations
from meedoen.primitives.kvk import KvK
from meedoen.primitives.postcode import Postcode
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import AlreadyThere, NotPossible, text, tidy, wrong_day, wrong_municipality
from meedoen.register.employers.models import Branch, Employer

# The first year of which the register needs a sector: its December is the nulmeting.
FIRST_YEAR = 2012
# No employer has more; a larger number is a slip of the pen.
MOST_PEOPLE = 999_999


@dataclass(frozen=True)
class NewBranch:
    name: str
    municipality: str
    postcode: str = ""
    number: str = ""


@dataclass(frozen=True)
class NewEmployer:
    """An employer to be registered; its sector is fixed for each year from `active_since_year` on."""

    name: str
    kvk: str
    municipality: str
    is_overheid: bool
    pays_sectorfonds: bool
    share_under_sectorfonds: Decimal | None
    branches: tuple[NewBranch, ...]
    active_since_year: int
    registered_on: date
    organisation_id: int | None = None
    # How many people work there on the day of registration, where that is known.
    headcount: int | None = None


def wrong_employers(news: Sequence[NewEmployer], today: date) -> dict[int, list[Refused]]:
    """Return everything that is wrong with each of these employers, by row; rows count from 1."""
    asked = [new.kvk.replace(" ", "") for new in news]
    taken: set[str] = set()
    for start in range(0, len(asked), 500):
        numbers = [number for number in asked[start : start + 500] if number.isdigit()]
        taken.update(Employer.objects.filter(kvk__in=numbers).values_list("kvk", flat=True))
    known = set(organisations().values_list("pk", flat=True))
    found: dict[int, list[Refused]] = {}
    for row, (new, kvk) in enumerate(zip(news, asked, strict=True), start=1):
        wrong = list(wrong_employer(new, today))
        if kvk in taken:
            message = _("Er is al een werkgever met KvK-nummer %(kvk)s. Zoek hem op in de lijst.")
            wrong.append(AlreadyThere(message % {"kvk": kvk}, field="kvk"))
        if new.organisation_id is not None and new.organisation_id not in known:
            message = _("Deze organisatie bestaat niet. Kies een organisatie uit de lijst.")
            wrong.append(NotPossible(message, field="organisation"))
        taken.add(kvk)
        if wrong:
            found[row] = wrong
    return found


def wrong_employer(new: NewEmployer, today: date) -> Iterator[Refused]:
    """Return everything that is wrong with a new employer, apart from whether it is there already."""
    yield from text(new.name, _("De naam"), "name", 160)[1]
    try:
        KvK.parse(new.kvk)
    except NotValid as refusal:
        yield NotPossible(str(refusal), field="kvk")
    yield from wrong_day(new.registered_on, _("De dag van inschrijving"), "registered_on", latest=today)
    yield from wrong_municipality(new.municipality, new.registered_on, "municipality")
    if new.headcount is not None and not 0 <= new.headcount <= MOST_PEOPLE:
        message = _("Dit aantal kan niet. Vul een heel getal in van 0 t/m 999.999.")
        yield NotPossible(message, field="headcount")
    yield from wrong_share(new.pays_sectorfonds, new.share_under_sectorfonds)
    yield from wrong_year(new.active_since_year, today, "active_since_year")
    for branch in new.branches:
        yield from wrong_branch(branch, new.registered_on, "branch_")
    names = [tidy(branch.name).lower() for branch in new.branches]
    if len(set(names)) < len(names):
        message = _("Twee vestigingen hebben dezelfde naam. Geef elke vestiging een eigen naam.")
        yield AlreadyThere(message, field="branches")


def wrong_branch(new: NewBranch, on: date, before: str = "") -> Iterator[Refused]:
    """Give what is wrong with a branch; `before` stands before the fields that its employer has too."""
    yield from text(new.name, _("De naam van de vestiging"), f"{before}name", 160)[1]
    yield from wrong_municipality(new.municipality, on, f"{before}municipality")
    if new.postcode:
        try:
            Postcode.parse(new.postcode)
        except NotValid as refusal:
            yield NotPossible(str(refusal), field="postcode")
    if new.number and not (len(new.number) == 12 and new.number.isascii() and new.number.isdigit()):
        message = _("Een vestigingsnummer heeft twaalf cijfers. Laat het leeg als u het niet weet.")
        yield NotPossible(message, field="number")


def wrong_namesake(employer: Employer, name: str, but: int = 0) -> list[Refused]:
    """Refuse a second open branch under one name."""
    others = Branch.objects.filter(employer=employer, ends_before__isnull=True).exclude(pk=but)
    if not others.filter(name__iexact=tidy(name)).exists():
        return []
    message = _("Deze werkgever heeft al een vestiging met deze naam. Kies een andere naam.")
    return [AlreadyThere(message, field="name")]


def wrong_share(pays_sectorfonds: bool, share: Decimal | None) -> list[Refused]:
    """Refuse a part under a sectorfonds that is missing or cannot be."""
    if pays_sectorfonds and share is None:
        message = _("Vul in welk deel van de uren onder een sectorfonds valt, want dat bepaalt de sector.")
        return [NotPossible(message, field="share_under_sectorfonds")]
    if share is not None and not (share.is_finite() and 0 <= share <= 1):
        message = _("Het deel onder een sectorfonds ligt tussen 0 en 100 procent.")
        return [NotPossible(message, field="share_under_sectorfonds")]
    return []


def wrong_year(year: int, today: date, field: str) -> list[Refused]:
    """Refuse a year before the first that counts, or one whose sector is not fixed yet."""
    if FIRST_YEAR <= year <= today.year:
        return []
    message = _("Kies een jaar van %(first)s t/m %(last)s: de sector van een jaar ligt vast vanaf 1 januari.")
    return [NotPossible(message % {"first": FIRST_YEAR, "last": today.year}, field=field)]


def kept_postcode(given: str) -> str:
    """Return a postcode that was checked as it stands in the rows."""
    return Postcode.parse(given).text.replace(" ", "") if given else ""
