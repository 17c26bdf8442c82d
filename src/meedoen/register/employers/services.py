"""What may be done with employers: register, add a branch, fix the sector of a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.primitives.kvk import KvK
from meedoen.register.checks import (
    AlreadyThere,
    InRow,
    refuse_first,
    tidy,
    together,
)
from meedoen.register.employers.models import Branch, Employer, Headcount, SectorYear
from meedoen.register.employers.selectors import employer_ids, locked_employer
from meedoen.register.employers.validity import (
    NewBranch,
    NewEmployer,
    kept_postcode,
    wrong_branch,
    wrong_employers,
    wrong_namesake,
    wrong_share,
    wrong_year,
)
from meedoen.register.writing import insert_rows
from meedoen.rules.sector import sector_of

FIXED = "Regeling Wfsv 3.27"

__all__ = [
    "NewBranch",
    "NewEmployer",
    "add_branch",
    "fix_sector",
    "fix_sectors_of_year",
    "register_employer",
    "register_employers",
]


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
        refuse_first(wrong_employers(news, today))
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
                Headcount(employer=employer, on=new.registered_on, people=new.headcount)
                for employer, new in pairs
                if new.headcount is not None
            ]
        )
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
        employer = locked_employer(actor, kvk)
        together(wrong_branch(new, today))
        together(wrong_namesake(employer, new.name))
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
        employer = locked_employer(actor, kvk)
        wrong = wrong_year(year, today, "year")
        wrong += wrong_share(pays_sectorfonds, share_under_sectorfonds)
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
        together(wrong_year(year, today, "year"))
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
    return Branch(
        employer=employer,
        name=tidy(new.name),
        number=new.number,
        postcode=kept_postcode(new.postcode),
        municipality=new.municipality,
    )


def _sector_year(employer: Employer, year: int) -> SectorYear:
    sector = sector_of(employer.is_overheid, employer.pays_sectorfonds, employer.share_under_sectorfonds)
    return SectorYear(employer=employer, year=year, sector=sector, reason=FIXED)
