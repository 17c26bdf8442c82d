"""What must hold before an organisation or an account is written: checks that refuse in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.models import Account, Organisation, Role
from meedoen.access.refusals import NotAllowed, NotFound, Refused, Several
from meedoen.rules import places


class NotYourOrganisation(NotAllowed):
    """The actor is administrator, but not of this organisation."""


class NotYourself(Refused):
    """An administrator does not decide about the own account."""


class NotValid(Refused):
    """One thing that was given can't be so."""


def refuse(refusals: list[Refused]) -> None:
    """Raise what was found: one refusal as it is, more of them together."""
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise Several(refusals)


def organisation_overseen_by(actor: Actor, organisation_id: int, *, field: str | None = None) -> Organisation:
    """Return an organisation that the actor may act for, or refuse."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound(_("Deze organisatie bestaat niet."), field=field)
    if not Organisation.objects.overseen_by(actor).filter(pk=organisation_id).exists():
        raise NotYourOrganisation(
            _("U bent geen beheerder van %(name)s. Vraag de beheerder van die organisatie of van de regio.")
            % {"name": organisation.name},
            field=field,
        )
    return organisation


def account_of_another(actor: Actor, account_id: int) -> Account:
    """Return an account that the actor may decide about, which is never the own one."""
    account = (
        Account.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("organisation")
        .filter(pk=account_id)
        .first()
    )
    if account is None:
        raise NotFound(_("Dit account bestaat niet, of u bent er geen beheerder van."))
    if account.pk == actor.account_id:
        raise NotYourself(_("Dit is uw eigen account. Vraag een andere beheerder om dit te doen."))
    return account


def region_refusals(region: str) -> list[Refused]:
    if region in {one.code for one in places.all_regions()}:
        return []
    message = _("Arbeidsmarktregio “%(code)s” bestaat niet. Kies een van de 35 regio's.") % {"code": region}
    return [NotValid(message, field="region")]


def municipality_refusals(kind: str, code: str, region: str, starts_on: date) -> list[Refused]:
    """A municipality has a code that lies in the region from that day; nothing else has one."""
    if kind != Organisation.Kind.MUNICIPALITY:
        message = _("Alleen een gemeente heeft een gemeentecode. Laat dit veld leeg.")
        return [NotValid(message, field="municipality")] if code else []
    known = {one.code: one for one in places.all_municipalities()}
    if code not in known:
        message = _("Gemeentecode “%(code)s” staat niet op de kaart. Kies een gemeente uit de lijst.")
        return [NotValid(message % {"code": code}, field="municipality")]
    if known[code].region != region:
        message = _("%(name)s ligt niet in regio %(region)s. Kies een gemeente van deze regio.")
        return [NotValid(message % {"name": known[code].name, "region": region}, field="municipality")]
    if not known[code].exists_on(starts_on):
        message = _("%(name)s bestond niet op %(day)s. Kies een andere begindatum.")
        words = {"name": known[code].name, "day": starts_on.strftime("%d-%m-%Y")}
        return [NotValid(message % words, field="starts_on")]
    return []


def taken_refusals(code: str, starts_on: date, ends_before: date | None) -> list[Refused]:
    """A municipality has one organisation at a time: two would see the same people."""
    if not code:
        return []
    running = Organisation.objects.filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=starts_on),
        kind=Organisation.Kind.MUNICIPALITY,
        municipality=code,
    )
    if ends_before is not None:
        running = running.filter(starts_on__lt=ends_before)
    other = running.order_by("starts_on").first()
    if other is None:
        return []
    message = _("Deze gemeente heeft al een organisatie: %(name)s. Gebruik die, of beëindig die eerst.")
    return [NotValid(message % {"name": other.name}, field="municipality")]


def name_refusals(name: str, field: str = "name") -> list[Refused]:
    if 1 <= len(name) <= 120:
        return []
    return [NotValid(_("Vul een naam in van 1 tot 120 tekens."), field=field)]


def email_refusals(email: str) -> list[Refused]:
    """An address that could exist and that no other account has."""
    try:
        validate_email(email)
    except ValidationError:
        return [NotValid(_("Dit is geen e-mailadres. Bijvoorbeeld: naam@gemeente.nl."), field="email")]
    if Account.objects.filter(email=email).exists():
        message = _("Er is al een account met dit e-mailadres. Zoek het op, of vul een ander adres in.")
        return [NotValid(message, field="email")]
    return []


def subject_refusals(organisation: Organisation, subject: str) -> list[Refused]:
    """The mark of a person at the sign-in service only means something where there is one."""
    if not subject:
        return []
    if not organisation.sign_in_provider:
        message = _("%(name)s heeft geen eigen aanmelddienst. Laat dit veld leeg.")
        return [NotValid(message % {"name": organisation.name}, field="invited_subject")]
    if len(subject) > 200:
        return [NotValid(_("Het kenmerk is langer dan 200 tekens."), field="invited_subject")]
    if Account.objects.filter(organisation=organisation, invited_subject=subject).exists():
        message = _("Dit kenmerk hoort al bij een ander account van deze organisatie.")
        return [NotValid(message, field="invited_subject")]
    return []


def role_refusals(organisation: Organisation, roles: Iterable[str]) -> list[Refused]:
    """Known roles; the coordinator works for the region; who audits does nothing else."""
    wanted = set(roles)
    unknown = sorted(wanted - set(Role.values))
    if unknown:
        message = _("Deze rol bestaat niet: %(roles)s.") % {"roles": ", ".join(unknown)}
        return [NotValid(message, field="roles")]
    if Role.COORDINATOR in wanted and organisation.kind != Organisation.Kind.REGION:
        message = _("Coördinator van de regio kan alleen iemand van de regio-organisatie zijn.")
        return [NotValid(message, field="roles")]
    if Role.AUDITOR in wanted and len(wanted) > 1:
        message = _(
            "Een auditor leest alleen en heeft daarom geen andere rol. Kies auditor, of de andere rollen."
        )
        return [NotValid(message, field="roles")]
    return []
