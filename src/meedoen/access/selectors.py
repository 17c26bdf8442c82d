"""What may be asked about organisations, accounts and the journal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from meedoen.access import second_factor
from meedoen.access.actors import Actor, actor_for
from meedoen.access.deeds import SUBJECTS, deed_label, subject_label
from meedoen.access.models import Account, Assignment, JournalEntry, Organisation, Role
from meedoen.access.refusals import NotFound


def role_label(role: str) -> str:
    """Return the Dutch words for a role."""
    return str(Role(role).label)


def roles() -> list[tuple[str, str]]:
    """Return every role with its words, for a form."""
    return [(str(value), str(label)) for value, label in Role.choices]


def organisation_kinds() -> list[tuple[str, str]]:
    """Return every kind of organisation with its words, for a form."""
    return [(str(value), str(label)) for value, label in Organisation.Kind.choices]


def organisations() -> QuerySet[Organisation]:
    """Return all organisations; which ones exist is no secret."""
    return Organisation.objects.order_by("name")


def organisations_overseen_by(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations whose accounts and journal this actor oversees."""
    return Organisation.objects.overseen_by(actor).order_by("name")


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation with the names of those that merged into it."""

    organisation: Organisation
    predecessors: tuple[str, ...]

    @property
    def successor(self) -> str:
        return self.organisation.successor.name if self.organisation.successor else ""


def organisation_rows(*, day: date | None = None, region: str = "") -> list[OrganisationRow]:
    """Return the organisations of a region (all of them without one), that day or ever."""
    everything = organisations().select_related("successor")
    came_from: dict[int, list[str]] = {}
    for one in everything:
        if one.successor is not None:
            came_from.setdefault(one.successor.pk, []).append(one.name)
    shown = everything.filter(region=region) if region else everything
    return [
        OrganisationRow(one, tuple(came_from.get(one.pk, ())))
        for one in (shown.on(day) if day else shown)  # type: ignore[attr-defined]
    ]


def has_accounts_outside(mail_domain: str) -> bool:
    """Whether anyone has an account with an address elsewhere; False while there is no table yet."""
    if Account._meta.db_table not in connection.introspection.table_names():
        return False
    return Account.objects.exclude(email__endswith=f"@{mail_domain}").exists()


def accounts_waiting_to_move(organisation_id: int) -> int:
    """Return how many accounts still belong to this organisation."""
    return Account.objects.filter(organisation=organisation_id).count()


def organisations_with_sign_in(day: date) -> list[tuple[str, str]]:
    """Return name and provider of every organisation that lets its people in by its own service."""
    found = Organisation.objects.on(day).exclude(sign_in_provider="").order_by("name")
    return list(found.values_list("name", "sign_in_provider"))


def has_administrator(organisation_id: int, day: date) -> bool:
    """True if and only if someone who may sign in is administrator of this organisation that day."""
    current = Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    held = Assignment.objects.filter(current, role=Role.ADMINISTRATOR, starts_on__lte=day)
    return held.filter(account__organisation=organisation_id, account__is_active=True).exists()


def account_invited_at(provider: str, subject: str) -> Account | None:
    """Return the account that was invited as this subject of this sign-in service."""
    if not provider or not subject:
        return None
    invited = Account.objects.select_related("organisation")
    return invited.filter(organisation__sign_in_provider=provider, invited_subject=subject).first()


@dataclass(frozen=True)
class AccountRow:
    """An account as those who oversee it see it."""

    account: Account
    roles: tuple[str, ...]
    planned: tuple[tuple[str, date], ...]
    has_second_factor: bool


@dataclass(frozen=True)
class AccountPage:
    rows: Sequence[AccountRow]
    # The place after the last row, when there are more.
    next_after: tuple[str, int] | None


def actor_with_email(email: str, today: date) -> Actor:
    """Return the actor that this account is on that day: for a command, started by who may do so here."""
    account = Account.objects.select_related("organisation").filter(email=email.strip().lower()).first()
    if account is None:
        raise NotFound(_("Er is geen account met dit e-mailadres."))
    return actor_for(account, today)


def accounts_visible_to(
    actor: Actor,
    *,
    day: date,
    organisation_id: int | None = None,
    search: str = "",
    after: tuple[str, int] | None = None,
    limit: int = 50,
) -> AccountPage:
    """Return a page of the accounts that this actor oversees, by name."""
    found = Account.objects.visible_to(actor).select_related("organisation").order_by("name", "pk")
    if organisation_id is not None:
        found = found.filter(organisation=organisation_id)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(email__icontains=search))
    if after is not None:
        found = found.filter(Q(name__gt=after[0]) | Q(name=after[0], pk__gt=after[1]))
    accounts = list(found[: limit + 1])
    shown = accounts[:limit]
    more = (shown[-1].name, shown[-1].pk) if len(accounts) > limit else None
    return AccountPage(_account_rows(shown, day), more)


def account_visible_to(actor: Actor, account_id: int, *, day: date) -> AccountRow | None:
    """Return one account, or None when it does not exist or this actor does not oversee it."""
    found = Account.objects.visible_to(actor).select_related("organisation").filter(pk=account_id)
    rows = _account_rows(found, day)
    return rows[0] if rows else None


def own_account(actor: Actor, *, day: date) -> AccountRow | None:
    """Return the actor's own account."""
    own = Account.objects.select_related("organisation").filter(pk=actor.account_id or 0)
    rows = _account_rows(own, day)
    return rows[0] if rows else None


def _account_rows(found: Iterable[Account], day: date) -> list[AccountRow]:
    accounts = list(found)
    ids = [account.pk for account in accounts]
    held: dict[int, list[Assignment]] = {}
    current = Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    for one in Assignment.objects.filter(current, account__in=ids).order_by("role", "starts_on"):
        held.setdefault(one.account_id, []).append(one)
    factors = second_factor.kinds_of(ids)
    return [
        AccountRow(
            account,
            tuple(one.role for one in held.get(account.pk, ()) if one.starts_on <= day),
            tuple(
                (one.role, one.starts_on)
                for one in held.get(account.pk, ())
                if one.starts_on > day and one.ends_before != one.starts_on
            ),
            account.pk in factors,
        )
        for account in accounts
    ]


def role_history(account_id: int) -> QuerySet[Assignment]:
    """Return every role this account held or holds, the latest first; ask for sight of the account before."""
    return Assignment.objects.filter(account=account_id).order_by("-starts_on", "role")


@dataclass(frozen=True)
class JournalFilter:
    """What to look for in the journal; what is empty does not count."""

    who: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    deed: str = ""
    day: date | None = None
    looks: bool | None = None


@dataclass(frozen=True)
class JournalRow:
    """One entry in words; `subject` names a colleague or an organisation, never a candidate."""

    entry: JournalEntry
    deed: str
    subject: str


@dataclass(frozen=True)
class JournalPage:
    rows: Sequence[JournalRow]
    # Entries with a lower number follow, when there are more.
    next_before: int | None


# Kind and id, as they stand in an entry.
Subject = tuple[str, str]
# Which of these subjects an actor may not know of: rooms above know whose files are closed.
Hides = Callable[[Actor, Collection[Subject]], frozenset[Subject]]


def journal_visible_to(
    actor: Actor, wanted: JournalFilter, *, hides: Hides, before: int | None = None, limit: int = 50
) -> JournalPage:
    """Return a page of the entries that this actor may see, the latest first.

    That something was done stays visible to who oversees it; to whom, not where `hides` says so: asked for by
    number there is nothing, and in a list the number does not show.
    """
    if wanted.subject_id and hides(actor, [(kind, wanted.subject_id) for kind in SUBJECTS]):
        return JournalPage((), None)
    found = JournalEntry.objects.visible_to(actor).filter(_conditions(wanted))
    if before is not None:
        found = found.filter(pk__lt=before)
    entries = list(found.select_related("organisation").order_by("-pk")[: limit + 1])
    shown = entries[:limit]
    names = _names("account", Account.objects.all(), shown)
    names |= _names("organisation", Organisation.objects.all(), shown)
    hidden = hides(actor, {(entry.subject_kind, entry.subject_id) for entry in shown})
    rows = [
        JournalRow(entry, deed_label(entry.deed), _subject_words(entry, names, hidden)) for entry in shown
    ]
    return JournalPage(rows, shown[-1].pk if len(entries) > limit else None)


def _conditions(wanted: JournalFilter) -> Q:
    given = {
        "actor_name__icontains": wanted.who,
        "subject_kind": wanted.subject_kind,
        "subject_id": wanted.subject_id,
        "deed": wanted.deed,
    }
    conditions = Q(**{key: value for key, value in given.items() if value})
    if wanted.looks is not None:
        conditions &= Q(is_look=wanted.looks)
    if wanted.day is not None:
        # By number, since entries are written in the order of their moments: a day with very many entries
        # would else be sorted whole for its first page.
        conditions &= Q(pk__gte=_first_entry_from(wanted.day))
        conditions &= Q(pk__lt=_first_entry_from(wanted.day + timedelta(days=1)))
    return conditions


def _first_entry_from(day: date) -> int:
    begins = make_aware(datetime.combine(day, time.min))
    numbers = JournalEntry.objects.filter(at__gte=begins).order_by("at", "pk").values_list("pk", flat=True)
    return numbers.first() or 2**62


def _names(
    kind: str, rows: QuerySet[Account] | QuerySet[Organisation], entries: Iterable[JournalEntry]
) -> dict[tuple[str, str], str]:
    wanted = {one.subject_id for one in entries if one.subject_kind == kind and one.subject_id.isdecimal()}
    return {(kind, str(pk)): name for pk, name in rows.filter(pk__in=wanted).values_list("pk", "name")}


def _subject_words(entry: JournalEntry, names: dict[Subject, str], hidden: frozenset[Subject]) -> str:
    if (entry.subject_kind, entry.subject_id) in hidden:
        return _("een afgeschermd dossier")
    which = names.get((entry.subject_kind, entry.subject_id), entry.subject_id)
    return f"{subject_label(entry.subject_kind)} {which}".strip()
