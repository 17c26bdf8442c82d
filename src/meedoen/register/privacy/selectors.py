"""What may be asked about requests, restrictions and notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.looks import LooksPage, looks_at
from meedoen.access.refusals import NotFound
from meedoen.register.people.forgetting import with_merged
from meedoen.register.people.models import CircleMember, Person, Share
from meedoen.register.people.sections import SECTIONS
from meedoen.register.placements.models import Placement
from meedoen.register.privacy.models import (
    Category,
    PrivacyRequest,
    Restriction,
    RetentionNotice,
    RetentionTerm,
)
from meedoen.rules.book import Value, series, value_on

PAGE = 50
ANSWER_WITHIN = "avg.antwoordtermijn.maanden"
STANDING = (RetentionNotice.State.OPEN, RetentionNotice.State.PAUSED)


@dataclass(frozen=True)
class RequestsPage:
    rows: tuple[PrivacyRequest, ...]
    # Ask for the rows after this place; None: these were the last.
    next_after: tuple[date, int] | None


def requests_visible_to(
    actor: Actor,
    *,
    state: str = PrivacyRequest.State.RECEIVED,
    own: bool = False,
    after: tuple[date, int] | None = None,
) -> RequestsPage:
    """Return a page of the requests of people the actor sees, who has to be answered first on top.

    `own`: only those that the actor's organisation has to answer. An empty `state` is any.
    """
    found = PrivacyRequest.objects.visible_to(actor).select_related("person", "organisation")
    if state:
        found = found.filter(state=state)
    if own:
        found = found.filter(organisation_id=actor.organisation_id or 0)
    if after is not None:
        found = found.filter(Q(answer_by__gt=after[0]) | Q(answer_by=after[0], pk__gt=after[1]))
    rows = list(found.order_by("answer_by", "pk")[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return RequestsPage(tuple(rows[:PAGE]), (last.answer_by, last.pk) if last else None)


def requests_of(person: Person) -> list[PrivacyRequest]:
    """Return what this person asked, the latest first."""
    files = with_merged([person.pk])
    found = PrivacyRequest.objects.filter(person__in=files).select_related("organisation", "answered_by")
    return list(found.order_by("-received_on", "-pk"))


def request_of(person: Person, request_id: int) -> PrivacyRequest:
    """Return one request of this person."""
    files = PrivacyRequest.objects.filter(person__in=with_merged([person.pk]))
    found = files.select_related("organisation").filter(pk=request_id).first()
    if found is None:
        raise NotFound(_("Dit verzoek bestaat niet, of hoort niet bij deze kandidaat."))
    return found


def restrictions_of(person: Person, on: date) -> list[Restriction]:
    """Return what is not done with this person's file on that day."""
    found = _in_force(on).filter(person__in=with_merged([person.pk]))
    return list(found.select_related("request").order_by("starts_on", "pk"))


def restriction_of(person: Person, restriction_id: int) -> Restriction:
    """Return one restriction of this person."""
    found = Restriction.objects.filter(person__in=with_merged([person.pk]), pk=restriction_id).first()
    if found is None:
        raise NotFound(_("Deze beperking bestaat niet, of hoort niet bij deze kandidaat."))
    return found


def restricted(person_ids: Iterable[int], kind: str, on: date) -> frozenset[int]:
    """Return who of these people may not be used for this on that day: `no_matching`, `no_sharing`.

    Who asked to keep the file and do nothing with it counts for both. For who makes proposals and shares;
    it says nothing about who may see these people.
    """
    asked = list(person_ids)
    kinds = (kind, Restriction.Kind.STORED_ONLY)
    found: set[int] = set()
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        rows = _in_force(on).filter(kind__in=kinds)
        # What someone asked before two files became one still holds in the one.
        found |= set(rows.filter(person__in=part).values_list("person_id", flat=True))
        merged = rows.filter(person__merged_into__in=part)
        found.update(key for key in merged.values_list("person__merged_into_id", flat=True) if key)
    return frozenset(found)


def all_restricted(kind: str, on: date) -> frozenset[int]:
    """Return everyone of whom `restricted` would be true, in one question: few ever asked for it."""
    rows = _in_force(on).filter(kind__in=(kind, Restriction.Kind.STORED_ONLY))
    found = rows.values_list("person_id", "person__merged_into_id")
    return frozenset(key for pair in found for key in pair if key is not None)


def _in_force(on: date) -> QuerySet[Restriction]:
    return Restriction.objects.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=on), starts_on__lte=on)


def notice_of(person: Person) -> RetentionNotice | None:
    """Return the first standing notice that this person's file will end, if there is one."""
    found = RetentionNotice.objects.filter(person=person, state__in=STANDING)
    return found.order_by("due_on", "pk").first()


@dataclass(frozen=True)
class NoticesPage:
    rows: tuple[RetentionNotice, ...]
    next_after: tuple[date, int] | None


def notices_visible_to(
    actor: Actor, *, mine: bool = False, after: tuple[date, int] | None = None
) -> NoticesPage:
    """Return a page of the standing notices of people the actor sees, the first to go on top.

    `mine`: only those of whom the actor is the fixed contact.
    """
    found = RetentionNotice.objects.visible_to(actor).filter(state__in=STANDING).select_related("person")
    if mine:
        found = found.filter(_fixed_contact_of(actor))
    if after is not None:
        found = found.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], pk__gt=after[1]))
    rows = list(found.order_by("due_on", "pk")[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return NoticesPage(tuple(rows[:PAGE]), (last.due_on, last.pk) if last else None)


def _fixed_contact_of(actor: Actor) -> Q:
    fixed = CircleMember.objects.filter(
        account_id=actor.account_id or 0, part=CircleMember.Part.FIXED, ends_before__isnull=True
    )
    return Q(person__in=fixed.values("person_id"))


def looks_at_person(person: Person, *, before: int | None = None, limit: int = PAGE) -> LooksPage:
    """Return who looked at this person and at their placements, the latest first; also at a file that went
    on in this one."""
    files = with_merged([person.pk])
    numbers = Person.objects.filter(pk__in=files).values_list("number", flat=True)
    placements = Placement.objects.filter(person__in=files).values_list("number", flat=True)
    return looks_at({"person": list(numbers), "placement": list(placements)}, before=before, limit=limit)


def ground_words(ground: str) -> str:
    """Say on what ground someone saw a person, for that person and for who checks."""
    words = {
        "municipality": _("woont in het gebied van deze organisatie"),
        "keeper": _("deze organisatie houdt het dossier"),
        "named": _("met naam toegelaten tot het afgeschermde dossier"),
        "hand_over": _("gevraagd om het dossier over te nemen"),
        "duplicate": _("vergelijkt dossiers die over één mens kunnen gaan"),
        "proposal": _("kreeg een voorstel, en zag de naam alleen als dat was afgesproken"),
    }
    if ground.startswith("share:"):
        code = ground.removeprefix("share:")
        purpose = dict(Share.Purpose.choices).get(code, code)
        return _("het dossier is gedeeld voor: %(purpose)s") % {"purpose": purpose}
    return words.get(ground, ground)


def section_words(section: str) -> str:
    """Say which part of a file was looked at."""
    return _("overzicht") if section in ("", "overview") else str(SECTIONS.get(section, section))


def answer_term(on: date) -> Value:
    """Return within how many months a request has to be answered, with its article."""
    # Before the first day of the series there was no AVG; who asks about that time gets its first value.
    return value_on(ANSWER_WITHIN, max(on, series(ANSWER_WITHIN)[0].starts_on))


def request_kinds() -> list[tuple[str, str]]:
    """Return what may be asked, code and words."""
    return [(code, str(label)) for code, label in PrivacyRequest.Kind.choices]


def objections() -> list[tuple[str, str]]:
    """Return what someone may object to, code and words."""
    return [(code, str(label)) for code, label in PrivacyRequest.Against.choices]


def answers() -> list[tuple[str, str]]:
    """Return how a request may be answered, code and words."""
    received = PrivacyRequest.State.RECEIVED
    return [(code, str(label)) for code, label in PrivacyRequest.State.choices if code != received]


def request_states() -> list[tuple[str, str]]:
    """Return every state of a request, code and words."""
    return [(code, str(label)) for code, label in PrivacyRequest.State.choices]


def answer_reasons() -> list[tuple[str, str]]:
    """Return why a request may be refused, code and words."""
    return [(code, str(label)) for code, label in PrivacyRequest.Reason.choices]


def pause_reasons() -> list[tuple[str, str]]:
    """Return why a notice may be paused, code and words."""
    return [(code, str(label)) for code, label in RetentionNotice.Pause.choices]


def category_choices() -> list[tuple[str, str]]:
    """Return the categories that a region decides on a term for, code and words."""
    return [(code, str(label)) for code, label in Category.choices if code != Category.ON_REQUEST]


def decisions_of(region: str) -> list[RetentionTerm]:
    """Return every decision on a term of this region, the latest first."""
    found = RetentionTerm.objects.filter(region=region).select_related("decided_by")
    return list(found.order_by("-pk")[:PAGE])
