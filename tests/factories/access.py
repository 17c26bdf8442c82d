"""Organisations, accounts and the cast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from meedoen.access.acting import actors_of
from meedoen.access.actors import Actor
from meedoen.access.actors import actor_for as actor_for
from meedoen.access.models import Account, Assignment, Organisation, SavedView

# Long before every case, so that nobody is without a role by accident.
LONG_AGO = date(2010, 1, 1)
TODAY = date(2018, 4, 30)
_numbers = count(1)


def organisation(
    name: str = "", *, kind: str = "municipality", municipality: str = "", region: str = "AM01"
) -> Organisation:
    """An organisation; a second one with the same name and kind is the first one."""
    made, _ = Organisation.objects.get_or_create(
        kind=kind,
        name=name or f"Organisatie {next(_numbers)}",
        defaults={"municipality": municipality, "region": region, "starts_on": LONG_AGO},
    )
    return made


def account(name: str, *roles: str, at: Organisation | None = None) -> Account:
    """Someone who may sign in, with these roles since long ago."""
    made = Account.objects.create(email=_email(name), name=name, organisation=at or organisation())
    Assignment.objects.bulk_create(Assignment(account=made, role=role, starts_on=LONG_AGO) for role in roles)
    return made


def _email(name: str) -> str:
    return f"{name.split()[0].lower()}.{next(_numbers)}@voorbeeld.example"


def desk_of(organisation: Organisation) -> list[Account]:
    """The account managers and consulents who work there."""
    roles = ("account_manager", "consulent")
    found = Account.objects.filter(organisation=organisation, assignments__role__in=roles)
    return list(found.distinct().order_by("pk"))


def saved_view(of: Account | None = None, *, page: str = "people", query: str = "status=werkt") -> SavedView:
    """A view of a list that someone keeps."""
    return SavedView.objects.create(
        account=of or account("Vera Visser"), page=page, name=f"Weergave {next(_numbers)}", query=query
    )


@dataclass(frozen=True)
class Member:
    """One of the cast: the account, and the actor it is today."""

    account: Account
    actor: Actor


@dataclass(frozen=True)
class Cast:
    """The same people in every test; who may what is read off the power matrix."""

    alice: Member
    bob: Member
    carla: Member
    farid: Member
    greta: Member
    hans: Member
    ilse: Member
    jan: Member
    karin: Member

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(vars(self).values())

    def named(self, name: str) -> Member:
        """A member by first name."""
        member: Member = vars(self)[name]
        return member


# Who they are: role, and where they work.
ASSEN, VEENDAM, GRONINGEN = "GM0106", "GM0047", "GM0014"
CAST = {
    "alice": ("Alice Aalders", "account_manager", "Assen"),
    "bob": ("Bob Bakker", "account_manager", "Veendam"),
    "carla": ("Carla Coenen", "coordinator", "Groningen en Noord-Drenthe"),
    "farid": ("Farid Faber", "auditor", "Groningen en Noord-Drenthe"),
    "greta": ("Greta Groen", "", "Assen"),
    "hans": ("Hans Hofman", "consulent", "Assen"),
    "ilse": ("Ilse IJsbrand", "controller", "Groningen"),
    "jan": ("Jan Jansen", "administrator", "Groningen en Noord-Drenthe"),
    "karin": ("Karin Kuipers", "policy_adviser", "Groningen"),
}


def cast(today: date = TODAY) -> Cast:
    """Make the cast and the four organisations they work for."""
    places = {
        "Assen": organisation("Assen", municipality=ASSEN),
        "Veendam": organisation("Veendam", municipality=VEENDAM),
        "Groningen": organisation("Groningen", municipality=GRONINGEN),
        "Groningen en Noord-Drenthe": organisation("Groningen en Noord-Drenthe", kind="region"),
    }
    # All at once: most tests begin with the cast.
    accounts = Account.objects.bulk_create(
        Account(email=_email(name), name=name, organisation=places[place]) for name, _, place in CAST.values()
    )
    both = list(zip(accounts, (role for _, role, _ in CAST.values()), strict=True))
    Assignment.objects.bulk_create(
        Assignment(account=one, role=role, starts_on=LONG_AGO) for one, role in both if role
    )
    actors = actors_of((one.pk for one in accounts), today)
    return Cast(**{key: Member(one, actors[one.pk]) for key, one in zip(CAST, accounts, strict=True)})
