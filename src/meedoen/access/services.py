"""What may be done with organisations and accounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.access import journal, second_factor
from meedoen.access.actors import Actor
from meedoen.access.invitations import Invitation, invitation_for
from meedoen.access.journal import Note
from meedoen.access.models import Account, Assignment, Organisation
from meedoen.access.powers import require
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.access.validity import (
    NotValid,
    NotYourOrganisation,
    account_of_another,
    email_refusals,
    municipality_refusals,
    name_refusals,
    organisation_overseen_by,
    refuse,
    region_refusals,
    role_refusals,
    subject_refusals,
    taken_refusals,
)
from meedoen.rules import places


def _require_region(actor: Actor, region: str) -> None:
    if actor.organisation_kind != Organisation.Kind.REGION or actor.region != region:
        raise NotYourOrganisation(
            _("Alleen een beheerder van regio %(region)s kan dit doen.") % {"region": region}
        )


@transaction.atomic
def register_organisation(
    actor: Actor,
    *,
    name: str,
    kind: str,
    region: str,
    starts_on: date,
    municipality: str = "",
    ends_before: date | None = None,
    sign_in_provider: str = "",
    today: date,
) -> Organisation:
    """Write down an organisation of the actor's own region."""
    require(actor, "organisation.register")
    name = name.strip()
    refusals: list[Refused] = [*name_refusals(name), *region_refusals(region)]
    if kind not in Organisation.Kind.values:
        refusals.append(NotValid(_("Kies een soort organisatie uit de lijst."), field="kind"))
    if ends_before is not None and ends_before <= starts_on:
        refusals.append(NotValid(_("De einddatum ligt niet na de begindatum."), field="ends_before"))
    if Organisation.objects.filter(kind=kind, name=name).exists():
        message = _("Er is al een organisatie van deze soort met deze naam.")
        refusals.append(NotValid(message, field="name"))
    if sign_in_provider and Organisation.objects.filter(sign_in_provider=sign_in_provider).exists():
        message = _("Deze aanmelddienst hoort al bij een andere organisatie.")
        refusals.append(NotValid(message, field="sign_in_provider"))
    refuse(refusals or municipality_refusals(kind, municipality, region, starts_on))
    refuse(taken_refusals(municipality, starts_on, ends_before))
    _require_region(actor, region)
    organisation = Organisation.objects.create(
        name=name,
        kind=kind,
        region=region,
        municipality=municipality,
        starts_on=starts_on,
        ends_before=ends_before,
        sign_in_provider=sign_in_provider,
    )
    journal.enter(actor, "organisation.register", "organisation", organisation.pk, detail={"kind": kind})
    return organisation


@transaction.atomic
def end_organisation(
    actor: Actor, organisation_id: int, *, ends_before: date, successor_id: int | None = None, today: date
) -> Organisation:
    """End an organisation; once that day is there its accounts move to the successor, or are closed."""
    require(actor, "organisation.end")
    organisation = organisation_overseen_by(actor, organisation_id)
    _require_region(actor, organisation.region)
    successor = None
    if successor_id is not None:
        successor = organisation_overseen_by(actor, successor_id, field="successor")
    refuse(_ending_refusals(actor, organisation, ends_before, successor))
    organisation.ends_before = ends_before
    organisation.successor = successor
    organisation.save(update_fields=["ends_before", "successor"])
    detail = {"ends_before": ends_before.isoformat(), "successor": successor_id}
    journal.enter(actor, "organisation.end", "organisation", organisation.pk, detail=detail)
    if ends_before <= today:
        _leave(actor, organisation, today)
    return organisation


def _ending_refusals(
    actor: Actor, organisation: Organisation, ends_before: date, successor: Organisation | None
) -> list[Refused]:
    refusals: list[Refused] = []
    if organisation.ends_before is not None:
        refusals.append(NotValid(_("%(name)s is al beëindigd.") % {"name": organisation.name}))
    if organisation.pk == actor.organisation_id:
        refusals.append(NotValid(_("Uw eigen organisatie kunt u niet beëindigen.")))
    if ends_before <= organisation.starts_on:
        refusals.append(NotValid(_("De einddatum ligt niet na de begindatum."), field="ends_before"))
    if successor is not None and (successor.pk == organisation.pk or not successor.exists_on(ends_before)):
        message = _("De opvolger moet een andere organisatie zijn, die op de einddatum bestaat.")
        refusals.append(NotValid(message, field="successor"))
    return refusals


@transaction.atomic
def move_accounts(actor: Actor, organisation_id: int, *, today: date) -> list[Account]:
    """Move the accounts of an organisation that has ended to its successor; without one, close them."""
    require(actor, "account.move")
    organisation = organisation_overseen_by(actor, organisation_id)
    if organisation.ends_before is None or organisation.ends_before > today:
        raise NotValid(
            _("%(name)s bestaat nog. Beëindig eerst de organisatie.") % {"name": organisation.name}
        )
    return _leave(actor, organisation, today)


def _leave(actor: Actor, organisation: Organisation, today: date) -> list[Account]:
    """Every account leaves an organisation that has ended, each with its own entry."""
    accounts = list(Account.objects.filter(organisation=organisation).order_by("pk"))
    successor = organisation.successor
    notes = []
    for account in accounts:
        if successor is None:
            if account.is_active:
                _close(account, today)
                notes.append(Note("account.close", "account", str(account.pk)))
            continue
        # The mark belongs to the sign-in service of the old organisation and means nothing at the new one.
        account.invited_subject = ""
        account.organisation = successor
        account.save(update_fields=["organisation", "invited_subject"])
        detail = {"from": organisation.pk, "to": successor.pk}
        notes.append(Note("account.move", "account", str(account.pk), detail))
    journal.enter_many(actor, notes)
    return accounts


@transaction.atomic
def register_region_organisations(actor: Actor, *, region: str, today: date) -> list[Organisation]:
    """Make the organisations of a region agree with the dated map: every municipality of every day has one,
    one that merged away ends, points to its successor, and its accounts move there."""
    require(actor, "organisation.register")
    refuse(region_refusals(region))
    _require_region(actor, region)
    on_the_map = [one for one in places.all_municipalities() if one.region == region]
    known = {
        one.municipality: one
        for one in Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, region=region)
    }
    made = Organisation.objects.bulk_create(
        Organisation(
            name=one.name,
            kind=Organisation.Kind.MUNICIPALITY,
            region=region,
            municipality=one.code,
            starts_on=one.starts_on,
        )
        for one in on_the_map
        if one.code not in known
    )
    detail: dict[str, Any] = {"kind": str(Organisation.Kind.MUNICIPALITY)}
    journal.enter_many(
        actor, [Note("organisation.register", "organisation", str(one.pk), detail) for one in made]
    )
    known |= {one.municipality: one for one in made}
    # The first merger first, so that who came through two of them ends up at the last successor.
    for place in sorted(on_the_map, key=lambda one: one.ends_before or date.max):
        _follow_the_map(actor, place, known, today)
    return [known[one.code] for one in on_the_map]


def _follow_the_map(
    actor: Actor, place: places.Municipality, known: dict[str, Organisation], today: date
) -> None:
    """End the organisation of a municipality that merged away; leave what already agrees with the map."""
    organisation = known[place.code]
    if place.ends_before is None or organisation.ends_before is not None:
        return
    successor = known.get(place.successor or "")
    organisation.ends_before, organisation.successor = place.ends_before, successor
    organisation.save(update_fields=["ends_before", "successor"])
    detail = {"ends_before": place.ends_before.isoformat(), "successor": successor and successor.pk}
    journal.enter(actor, "organisation.end", "organisation", organisation.pk, detail=detail)
    if place.ends_before <= today:
        _leave(actor, organisation, today)


@transaction.atomic
def invite_account(
    actor: Actor,
    *,
    name: str,
    email: str,
    organisation_id: int,
    roles: Iterable[str] = (),
    invited_subject: str = "",
    today: date,
) -> Invitation:
    """Make an account without a password and the one-time link with which its owner sets one."""
    require(actor, "account.invite")
    name, email, wanted = name.strip(), email.strip().lower(), sorted(set(roles))
    organisation = organisation_overseen_by(actor, organisation_id, field="organisation")
    refusals = [
        *name_refusals(name),
        *email_refusals(email),
        *role_refusals(organisation, wanted),
        *subject_refusals(organisation, invited_subject),
    ]
    if not organisation.exists_on(today):
        message = _("%(name)s bestaat vandaag niet. Kies een andere organisatie.")
        refusals.append(NotValid(message % {"name": organisation.name}, field="organisation"))
    refuse(refusals)
    account = Account(name=name, email=email, organisation=organisation, invited_subject=invited_subject)
    account.set_unusable_password()
    account.save()
    Assignment.objects.bulk_create(Assignment(account=account, role=role, starts_on=today) for role in wanted)
    detail = {"roles": wanted, "organisation": organisation.pk}
    journal.enter(actor, "account.invite", "account", account.pk, detail=detail)
    return invitation_for(account)


@transaction.atomic
def invite_again(actor: Actor, account_id: int, *, today: date) -> Invitation:
    """Make a new link for someone who has not set a password yet."""
    require(actor, "account.invite")
    account = account_of_another(actor, account_id)
    if not account.is_active:
        raise NotValid(_("Dit account is gesloten. Nodig de persoon opnieuw uit met een ander e-mailadres."))
    if account.has_usable_password():
        raise NotValid(
            _("%(name)s heeft al een wachtwoord. Wie het vergeten is, vraagt zelf een nieuw aan.")
            % {"name": account.name}
        )
    journal.enter(actor, "account.invite", "account", account.pk, detail={"again": True})
    return invitation_for(account)


@transaction.atomic
def change_roles(
    actor: Actor, account_id: int, *, roles: Iterable[str], starts_on: date, today: date
) -> Account:
    """Let an account hold exactly these roles from a day on; the roles it held before stay readable."""
    require(actor, "account.change_roles")
    account = account_of_another(actor, account_id)
    wanted = set(roles)
    refusals = role_refusals(account.organisation, wanted)
    if starts_on < today:
        message = _("Rollen veranderen niet in het verleden. Kies vandaag of een latere dag.")
        refusals.append(NotValid(message, field="starts_on"))
    if not account.is_active:
        refusals.append(NotValid(_("Dit account is gesloten en kan geen rollen krijgen.")))
    refuse(refusals)
    kept: set[str] = set()
    current = Q(ends_before__isnull=True) | Q(ends_before__gt=starts_on)
    for assignment in account.assignments.filter(current).order_by("starts_on", "pk"):
        if assignment.role in wanted - kept and assignment.starts_on <= starts_on:
            kept.add(assignment.role)
            assignment.ends_before = None
        else:
            # Planned for later and now not to be: it never begins.
            assignment.ends_before = max(starts_on, assignment.starts_on)
        assignment.save(update_fields=["ends_before"])
    Assignment.objects.bulk_create(
        Assignment(account=account, role=role, starts_on=starts_on) for role in sorted(wanted - kept)
    )
    detail = {"roles": sorted(wanted), "starts_on": starts_on.isoformat()}
    journal.enter(actor, "account.change_roles", "account", account.pk, detail=detail)
    return account


@transaction.atomic
def close_account(actor: Actor, account_id: int, *, today: date) -> Account:
    """Let nobody in with this account any more, from this moment; what it did stays in the journal."""
    require(actor, "account.close")
    account = account_of_another(actor, account_id)
    if not account.is_active:
        raise NotValid(_("Dit account was al gesloten."))
    _close(account, today)
    journal.enter(actor, "account.close", "account", account.pk)
    return account


def _close(account: Account, today: date) -> None:
    account.is_active = False
    account.session_round += 1
    account.save(update_fields=["is_active", "session_round"])
    for assignment in account.assignments.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=today)):
        assignment.ends_before = max(today, assignment.starts_on)
        assignment.save(update_fields=["ends_before"])


@transaction.atomic
def reset_second_factor(actor: Actor, account_id: int, *, today: date) -> Account:
    """Forget the second factor of someone who lost it; at the next sign-in a new one must be set up."""
    require(actor, "account.reset_second_factor")
    account = account_of_another(actor, account_id)
    second_factor.forget(account)
    account.session_round += 1
    account.save(update_fields=["session_round"])
    journal.enter(actor, "account.reset_second_factor", "account", account.pk)
    return account


@transaction.atomic
def give_password(actor: Actor, account_id: int, *, password: str, today: date) -> Account:
    """Set a password for someone else; only in a demo, where all people are invented."""
    require(actor, "account.give_password")
    if not settings.DEMO:
        raise NotAllowed(_("Alleen in een demo zet iemand anders uw wachtwoord. Stuur een uitnodiging."))
    account = account_of_another(actor, account_id)
    try:
        validate_password(password, account)
    except ValidationError as refusal:
        raise NotValid(" ".join(refusal.messages), field="password") from refusal
    account.set_password(password)
    account.save(update_fields=["password"])
    journal.enter(actor, "account.give_password", "account", account.pk)
    return account


@transaction.atomic
def end_own_sessions(actor: Actor, *, today: date) -> Account:
    """End every session of the actor's own account; a page then renews the one it stands in."""
    require(actor, "own_access.manage")
    if actor.account_id is None:
        raise NotAllowed(_("Hier is niemand aangemeld."))
    own = Account.objects.select_for_update(of=("self",)).select_related("organisation")
    account = own.get(pk=actor.account_id)
    account.session_round += 1
    account.save(update_fields=["session_round"])
    journal.enter(actor, "own_access.manage", "account", account.pk)
    return account
