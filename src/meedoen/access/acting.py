"""The actors that many accounts are on a day, for who has to ask what each of them may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from meedoen.access.actors import Actor, Held, actor_for
from meedoen.access.models import Account, Assignment


def actors_of(account_ids: Iterable[int], today: date) -> dict[int, Actor]:
    """Return the actor of each of these accounts; one that was closed holds no role."""
    asked = sorted(set(account_ids))
    held: dict[int, list[Held]] = {key: [] for key in asked}
    rows = Assignment.objects.filter(account_id__in=asked)
    for account_id, *row in rows.values_list("account_id", *Held._fields):
        held[account_id].append(Held(*row))
    found: dict[int, Actor] = {}
    for account in Account.objects.filter(pk__in=asked).select_related("organisation"):
        account.held = tuple(held[account.pk])
        found[account.pk] = actor_for(account, today)
    return found


def addresses_of(account_ids: Iterable[int]) -> dict[int, str]:
    """Return the mail addresses of these accounts, for a letter about their own work."""
    return dict(Account.objects.filter(pk__in=set(account_ids)).values_list("pk", "email"))
