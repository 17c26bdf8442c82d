"""Signing in and out in the journal: who came, who left, who was turned away."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.models import Account, Organisation


def _actor(account: Account | None, organisation: Organisation | None) -> Actor:
    """Return whom an entry is about; without roles, since coming in is no power."""
    return Actor(
        account_id=account.pk if account else None,
        name=account.name if account else _("niet aangemeld"),
        roles=frozenset(),
        organisation_id=organisation.pk if organisation else None,
        organisation_name=organisation.name if organisation else "",
        organisation_kind=organisation.kind if organisation else "",
        municipality=None,
        region=None,
    )


def note(account: Account, deed: str, **detail: str) -> None:
    """Write down what someone who proved who it is did with the own access."""
    journal.enter(_actor(account, account.organisation), deed, "account", account.pk, detail=detail)


def note_failure(deed: str, *, email: str) -> None:
    """Write down an attempt on an account; nobody proved to be its owner, and the address is not kept."""
    account = Account.objects.select_related("organisation").filter(email=email.lower()).first()
    actor = _actor(None, account.organisation if account else None)
    journal.enter(actor, deed, "account", account.pk if account else "")


def note_refusal(why: str, *, provider: str, account: Account | None = None) -> None:
    """Write down that a sign-in through an organisation's own service was refused."""
    organisation = Organisation.objects.filter(sign_in_provider=provider).first() if provider else None
    detail = {"why": why, "provider": provider}
    subject = account.pk if account else ""
    journal.enter(_actor(None, organisation), "session.refuse", "account", subject, detail=detail)
