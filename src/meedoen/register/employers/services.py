"""What may be done with employers: register, add a branch, fix the sector of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused, Several
from meedoen.access.selectors import organisations
from meedoen.primitives.kvk import KvK
from meedoen.primitives.postcode import Postcode
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import (
    AlreadyThere,
    InRow,
    NotPossible,
    text,
    tidy,
    together,
    wrong_day,
    wrong_municipality,
)
from meedoen.register.employers.models import Branch, Employer, SectorYear
from meedoen.register.employers.selectors import employer_by_kvk, employer_ids
from meedoen.register.writing import insert_rows
from meedoen.rules.sector import sector_of

# The first year of which the register needs a sector: its December is the nulmeting.
FIRST_YEAR = 2012
FIXED = "Regeling Wfsv 3.27"


@dataclass(frozen=True)
class NewBranch:
    name: str
    municipality: str
    postcode: str = ""


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


def register_employer(actor: Actor, new: NewEmployer, *, today: date) -> Employer:
    """Register one employer and fix its sector up to and with the current year."""
    with transaction.atomic():
        require(actor, "employer.register")
        try:
            return register_employers(actor, [new], today=today)[0]
        except InRow as refusal:
            raise refusal.refusal from refusal


def register_employers(actor: Actor, news: Sequence[NewEmployer], *, today: date) -> list[Employer]:
    """Register many employers, all or nothing, with an entry in the journal for each."""
    with transaction.atomic():
        require(actor, "employer.register")
        _check_all(news, today)
        employers = [_row(new) for new in news]
        try:
            with transaction.atomic():
                insert_rows(employers)
        except IntegrityError as refusal:
            raise AlreadyThere(_("Een van deze KvK-nummers is net ingeschreven."), field="kvk") from refusal
        keys = employer_ids(actor)
        for employer in employers:
            employer.pk = keys[employer.kvk]
        pairs = list(zip(employers, news, strict=True))
        insert_rows([_branch(employer, branch) for employer, new in pairs for branch in new.branches])
        insert_rows(
            [
                _sector_year(employer, year)
                for employer, new in pairs
                for year in range(new.active_since_year, today.year + 1)
            ]
        )
        journal.enter_many(
            actor,
            [
                journal.Note(
                    "employer.register",
                    "employer",
                    employer.kvk,
                    {"branches": len(new.branches), "sector_since": new.active_since_year},
                )
                for employer, new in pairs
            ],
        )
        return employers


def add_branch(actor: Actor, kvk: str, new: NewBranch, *, today: date) -> Branch:
    """Write down another place where an employer has work."""
    with transaction.atomic():
        require(actor, "employer.add_branch")
        employer = _locked(actor, kvk)
        together(_wrong_branch(new, today))
        if Branch.objects.filter(employer=employer, name__iexact=tidy(new.name)).exists():
            message = _("Deze werkgever heeft al een vestiging met deze naam. Kies een andere naam.")
            raise AlreadyThere(message, field="name")
        branch = _branch(employer, new)
        branch.save()
        detail = {"municipality": branch.municipality}
        journal.enter(actor, "employer.add_branch", "employer", employer.kvk, detail=detail)
        return branch


def fix_sector(
    actor: Actor,
    kvk: str,
    year: int,
    *,
    is_overheid: bool,
    pays_sectorfonds: bool,
    share_under_sectorfonds: Decimal | None,
    today: date,
) -> SectorYear:
    """Fix the sector of an employer for a calendar year, once (Regeling Wfsv 3.27).

    It follows from the last return period of the year before, so it can be fixed from 1 January on, and
    does not change in that year any more.
    """
    with transaction.atomic():
        require(actor, "employer.fix_sector")
        employer = _locked(actor, kvk)
        wrong = _wrong_year(year, today, "year")
        wrong += _wrong_share(pays_sectorfonds, share_under_sectorfonds)
        together(wrong)
        fixed = SectorYear.objects.filter(employer=employer, year=year).first()
        if fixed is not None:
            message = _(
                "De sector van %(year)s ligt vast: %(sector)s. Die geldt het hele jaar en verandert niet."
            )
            words = {"year": year, "sector": SectorYear.Sector(fixed.sector).label}
            raise AlreadyThere(message % words, field="year")
        newest = not SectorYear.objects.filter(employer=employer, year__gt=year).exists()
        employer.is_overheid = is_overheid
        employer.pays_sectorfonds = pays_sectorfonds
        employer.share_under_sectorfonds = share_under_sectorfonds if pays_sectorfonds else None
        row = _sector_year(employer, year)
        row.save()
        if newest:
            # What holds now belongs to the newest year; a year filled in afterwards says nothing of now.
            employer.save(update_fields=["is_overheid", "pays_sectorfonds", "share_under_sectorfonds"])
        detail = {"year": year, "sector": row.sector}
        journal.enter(actor, "employer.fix_sector", "employer", employer.kvk, detail=detail)
        return row


def fix_sectors_of_year(actor: Actor, year: int, *, today: date) -> int:
    """Fix the sector of a year for every employer without one, from what is known; return how many."""
    with transaction.atomic():
        require(actor, "employer.fix_sector")
        together(_wrong_year(year, today, "year"))
        done = SectorYear.objects.filter(year=year).values("employer_id")
        employers = list(
            Employer.objects.visible_to(actor).select_for_update().exclude(pk__in=done).order_by("pk")
        )
        rows = [_sector_year(employer, year) for employer in employers]
        insert_rows(rows)
        journal.enter_many(
            actor,
            [
                journal.Note(
                    "employer.fix_sector", "employer", employer.kvk, {"year": year, "sector": row.sector}
                )
                for employer, row in zip(employers, rows, strict=True)
            ],
        )
        return len(rows)


def _locked(actor: Actor, kvk: str) -> Employer:
    found = employer_by_kvk(actor, kvk)
    return Employer.objects.select_for_update().get(pk=found.pk)


def _check_all(news: Sequence[NewEmployer], today: date) -> None:
    asked = [new.kvk.replace(" ", "") for new in news]
    taken: set[str] = set()
    for start in range(0, len(asked), 500):
        numbers = [number for number in asked[start : start + 500] if number.isdigit()]
        taken.update(Employer.objects.filter(kvk__in=numbers).values_list("kvk", flat=True))
    known = set(organisations().values_list("pk", flat=True))
    for row, (new, kvk) in enumerate(zip(news, asked, strict=True), start=1):
        wrong = list(_wrong_employer(new, today))
        if kvk in taken:
            message = _("Er is al een werkgever met KvK-nummer %(kvk)s. Zoek hem op in de lijst.")
            wrong.append(AlreadyThere(message % {"kvk": kvk}, field="kvk"))
        if new.organisation_id is not None and new.organisation_id not in known:
            message = _("Deze organisatie bestaat niet. Kies een organisatie uit de lijst.")
            wrong.append(NotPossible(message, field="organisation"))
        taken.add(kvk)
        if wrong:
            raise InRow(row, wrong[0] if len(wrong) == 1 else Several(wrong))


def _wrong_employer(new: NewEmployer, today: date) -> Iterator[Refused]:
    yield from text(new.name, _("De naam"), "name", 160)[1]
    try:
        KvK.parse(new.kvk)
    except NotValid as refusal:
        yield NotPossible(str(refusal), field="kvk")
    yield from wrong_day(new.registered_on, _("De dag van inschrijving"), "registered_on", latest=today)
    yield from wrong_municipality(new.municipality, new.registered_on, "municipality")
    yield from _wrong_share(new.pays_sectorfonds, new.share_under_sectorfonds)
    yield from _wrong_year(new.active_since_year, today, "active_since_year")
    for branch in new.branches:
        yield from _wrong_branch(branch, new.registered_on)
    names = [tidy(branch.name).lower() for branch in new.branches]
    if len(set(names)) < len(names):
        message = _("Twee vestigingen hebben dezelfde naam. Geef elke vestiging een eigen naam.")
        yield AlreadyThere(message, field="branches")


def _wrong_branch(new: NewBranch, on: date) -> Iterator[Refused]:
    yield from text(new.name, _("De naam van de vestiging"), "name", 160)[1]
    yield from wrong_municipality(new.municipality, on, "municipality")
    if new.postcode:
        try:
            Postcode.parse(new.postcode)
        except NotValid as refusal:
            yield NotPossible(str(refusal), field="postcode")


def _wrong_share(pays_sectorfonds: bool, share: Decimal | None) -> list[Refused]:
    if pays_sectorfonds and share is None:
        message = _("Vul in welk deel van de uren onder een sectorfonds valt, want dat bepaalt de sector.")
        return [NotPossible(message, field="share_under_sectorfonds")]
    if share is not None and not (share.is_finite() and 0 <= share <= 1):
        message = _("Het deel onder een sectorfonds ligt tussen 0 en 100 procent.")
        return [NotPossible(message, field="share_under_sectorfonds")]
    return []


def _wrong_year(year: int, today: date, field: str) -> list[Refused]:
    if FIRST_YEAR <= year <= today.year:
        return []
    message = _("Kies een jaar van %(first)s t/m %(last)s: de sector van een jaar ligt vast vanaf 1 januari.")
    return [NotPossible(message % {"first": FIRST_YEAR, "last": today.year}, field=field)]


def _row(new: NewEmployer) -> Employer:
    return Employer(
        name=tidy(new.name),
        kvk=KvK.parse(new.kvk).number,
        municipality=new.municipality,
        is_overheid=new.is_overheid,
        pays_sectorfonds=new.pays_sectorfonds,
        share_under_sectorfonds=new.share_under_sectorfonds if new.pays_sectorfonds else None,
        organisation_id=new.organisation_id,
        registered_on=new.registered_on,
    )


def _branch(employer: Employer, new: NewBranch) -> Branch:
    postcode = Postcode.parse(new.postcode).text.replace(" ", "") if new.postcode else ""
    return Branch(employer=employer, name=tidy(new.name), postcode=postcode, municipality=new.municipality)


def _sector_year(employer: Employer, year: int) -> SectorYear:
    sector = sector_of(employer.is_overheid, employer.pays_sectorfonds, employer.share_under_sectorfonds)
    return SectorYear(employer=employer, year=year, sector=sector, reason=FIXED)
