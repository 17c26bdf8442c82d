"""Who can sign in to the demo; invented people, each with a work of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from meedoen.access.actors import Actor, system
from meedoen.access.services import (
    close_account,
    give_password,
    invite_account,
    register_organisation,
    register_region_organisations,
)
from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.towns import beyond, code_on
from meedoen.rules import places

# Everybody in the demo has it, and `meedoen demo build` prints it: there is nobody to protect.
PASSWORD = "samen-aan-het-werk"  # noqa: S105
MAIL = "demo.example"
REGION_NAMES = {"AM01": "Werk in Zicht"}
LONG_AGO = date(2010, 1, 1)


@dataclass(frozen=True)
class Member:
    name: str
    role: str
    role_words: str
    # A municipality, or a region.
    area: str

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@{MAIL}"


CAST = (
    Member("Alice Aardema", "account_manager", "accountmanager", "GM0106"),
    Member("Bob Boelsma", "account_manager", "accountmanager", "GM0047"),
    Member("Hans Hummel", "consulent", "consulent", "GM0106"),
    Member("Bea Brouwsma", "consulent", "consulent", "GM0047"),
    Member("Gerda Gaastra", "account_manager", "accountmanager", "GM0014"),
    Member("Steven Stroink", "consulent", "consulent", "GM1708"),
    Member("Carla Cazemier", "coordinator", "coördinator van de regio", "AM01"),
    Member("Ilse IJbema", "controller", "controller", "GM0014"),
    Member("Otto Ottema", "controller", "controller", "AM01"),
    Member("Petra Pottinga", "policy_adviser", "beleidsadviseur", "GM0014"),
    Member("Farid Farhadi", "auditor", "auditor", "AM01"),
    Member("Jan Jongsma", "administrator", "beheerder", "AM01"),
    Member("Greta Gorter", "", "zonder rol", "GM0106"),
)


@dataclass(frozen=True)
class Seat:
    """An organisation as the demo needs it: the row itself stays in its room."""

    pk: int
    name: str
    kind: str
    municipality: str
    region: str
    starts_on: date

    @classmethod
    def of(cls, row: Any) -> Seat:
        return cls(row.pk, row.name, str(row.kind), row.municipality, row.region, row.starts_on)


class Seats:
    """The organisations of the demo, and actors that work for them."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.regions: dict[str, Seat] = {}
        self.municipalities: dict[str, Seat] = {}
        self.partners: list[Seat] = []
        self.members: dict[str, Actor] = {}

    @property
    def everyone(self) -> list[Seat]:
        return [*self.regions.values(), *self.municipalities.values(), *self.partners]

    def desk(self, code: str) -> Actor:
        """The desk of the municipality that a code stands for today: it keeps the files and registers."""
        organisation = self.municipalities[code_on(code, self.day)]
        return self._actor("Demoregio", frozenset({"account_manager", "consulent"}), organisation)

    def coordinator(self, region: str) -> Actor:
        """Who steers a region in which nobody of the cast does."""
        return self._actor("Demoregio", frozenset({"coordinator"}), self.regions[region])

    def steers(self, code: str) -> Actor:
        """Who makes the policy of a municipality; of most of them nobody of the cast."""
        organisation = self.municipalities[code]
        return self._actor("Demoregio", frozenset({"policy_adviser"}), organisation)

    def invite_colleague(self, code: str, name: str, turn: int) -> Actor:
        """One more consulent of a municipality, invented like the people: an account nobody signs in to."""
        organisation = self.municipalities[code]
        invitation = invite_account(
            self._founder(organisation.region),
            name=name,
            email=f"consulent.{code.lower()}.{turn}@{MAIL}",
            organisation_id=organisation.pk,
            roles=["consulent"],
            today=self.since(organisation),
        )
        return self._actor(name, frozenset({"consulent"}), organisation, invitation.account.pk)

    def close_colleague(self, code: str, colleague: Actor) -> None:
        """Let a colleague who was invited leave."""
        organisation = self.municipalities[code]
        close_account(self._founder(organisation.region), colleague.account_id or 0, today=self.day)

    def build(self) -> None:
        own = read("towns")["region"]
        far = places.municipality_on(beyond(), self.day).region
        for region in (own, far):
            self._build_region(region, next(one.name for one in places.all_regions() if one.code == region))
        self._build_partners(own)
        for member in CAST:
            self._invite(member)

    def _build_region(self, region: str, name: str) -> None:
        founded = register_organisation(
            self._founder(region),
            name=REGION_NAMES.get(region, name),
            kind="region",
            region=region,
            starts_on=LONG_AGO,
            today=self.day,
        )
        self.regions[region] = Seat.of(founded)
        made = register_region_organisations(self._founder(region), region=region, today=self.day)
        self.municipalities |= {one.municipality: Seat.of(one) for one in made}

    def _build_partners(self, region: str) -> None:
        far = places.municipality_on(beyond(), self.day).region
        companies = [(one["name"], region) for one in read("towns")["sw_companies"].values()]
        companies.append((read("towns")["sw_beyond"]["name"], far))
        partners = [(name, "sw_company", where) for name, where in companies]
        partners.append(("UWV", "uwv", region))
        partners += [(name, "school", region) for name in read("words")["schools"]]
        partners += [(name, "provider", region) for name in read("words")["providers"]]
        for name, kind, where in partners:
            made = register_organisation(
                self._founder(where),
                name=name,
                kind=kind,
                region=where,
                starts_on=LONG_AGO,
                today=self.day,
            )
            self.partners.append(Seat.of(made))

    def _invite(self, member: Member) -> None:
        is_region = member.area in self.regions
        organisation = self.regions[member.area] if is_region else self.municipalities[member.area]
        founder = self._founder(organisation.region)
        invitation = invite_account(
            founder,
            name=member.name,
            email=member.email,
            organisation_id=organisation.pk,
            roles=[member.role] if member.role else [],
            today=self.since(organisation),
        )
        account = invitation.account
        give_password(founder, account.pk, password=PASSWORD, today=self.day)
        roles = frozenset({member.role} - {""})
        self.members[member.name.split()[0]] = self._actor(member.name, roles, organisation, account.pk)

    def since(self, organisation: Seat) -> date:
        """Since when people work here: long enough to have asked each other something."""
        return max(self.day - timedelta(days=250), organisation.starts_on)

    def _founder(self, region: str) -> Actor:
        """The installation itself, which sets up a region before anybody works there."""
        founder = system("Demoregio", region)
        founded = self.regions.get(region)
        if founded is None:
            return founder
        return replace(founder, organisation_id=founded.pk, organisation_name=founded.name)

    def _actor(
        self, name: str, roles: frozenset[str], organisation: Seat, account_id: int | None = None
    ) -> Actor:
        return Actor(
            account_id=account_id,
            name=name,
            roles=roles,
            organisation_id=organisation.pk,
            organisation_name=organisation.name,
            organisation_kind=organisation.kind,
            municipality=organisation.municipality or None,
            region=organisation.region or None,
        )
