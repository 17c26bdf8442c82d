"""Links that open one page without an account: how a token is made, kept as a hash, and refused.

A noun that sends links keeps its own rows of `Link`, so that a link opens one thing of one kind.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self, TypeVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.acting import addresses_of
from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused

LONGEST_TOKEN = 200
Row = TypeVar("Row", bound="Link", covariant=True)
Gone = Literal["unknown", "expired", "revoked", "closed"]


class LinkQuerySet(models.QuerySet[Row]):
    """Links of one kind; each kind names its own, so that what is asked of it gives rows of that kind."""

    def of(self, token: str) -> Self:
        """Return the one link of a token; none where it cannot be one."""
        if not token.isascii() or len(token) > LONGEST_TOKEN:
            return self.none()
        return self.filter(token_hash=hash_of(token))

    def standing(self, on: date) -> Self:
        """Return the links that open something on a day."""
        return self.filter(revoked_on__isnull=True, expires_on__gt=on)


class Link(models.Model):
    """An address with which one person of one side opens one page; only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField(gettext_lazy("gemaakt op"))
    made_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    # The first day on which it opens nothing.
    expires_on = models.DateField(gettext_lazy("verloopt op"))
    opened_on = models.DateField(gettext_lazy("geopend op"), null=True)
    answered_on = models.DateField(gettext_lazy("beantwoord op"), null=True)
    revoked_on = models.DateField(gettext_lazy("ingetrokken op"), null=True)

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom someone behind a link asks: the colleague who sent it."""

    name: str
    organisation: str
    email: str


class LinkGone(Refused):
    """A link that opens nothing (any more); `why` says which page one gets instead."""

    def __init__(self, why: Gone, contact: Contact | None = None) -> None:
        super().__init__(_("Deze link werkt niet."))
        self.why = why
        self.contact = contact


def new_token() -> str:
    """Return a token that cannot be guessed."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def demo_token(number: str) -> str:
    """Return the token that the links of a demo have, so that anybody can try them: nobody is protected."""
    return hash_of(f"demo {number}")[:43]


def contact_of(account_id: int | None, name: str, organisation: str) -> Contact | None:
    """Return whom someone behind a link asks, from who sent it."""
    if account_id is None:
        return None
    return Contact(name, organisation, addresses_of([account_id]).get(account_id, ""))


def refuse_gone(link: Link, on: date, contact: Contact | None) -> None:
    """Refuse a link that was revoked or has expired."""
    if link.revoked_on is not None:
        raise LinkGone("revoked", contact)
    if link.expires_on <= on:
        raise LinkGone("expired", contact)


def behind_link(name: str) -> Actor:
    """Return who acts behind a link: someone of a side, in words, not known by name."""
    return Actor(
        account_id=None,
        name=name,
        roles=frozenset(),
        organisation_id=None,
        organisation_name="",
        organisation_kind="",
        municipality=None,
        region=None,
    )
