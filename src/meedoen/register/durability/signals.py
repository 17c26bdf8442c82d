"""What warns early that work may stop: each kind with what to do and who, as a condition on placements.

Nothing is kept and nothing is added up: a signal is there as long as what it says is so. A kind that another
part of the register brings is one more row of `TABLE` with its condition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import (
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.primitives.period import Month
from meedoen.register.bench.models import DraftJob
from meedoen.register.coaching.models import Coaching
from meedoen.register.durability.mine import not_heard
from meedoen.register.durability.models import AfterWork, Check
from meedoen.register.durability.questions import SIGNALLED, SUBJECTS, answers_that
from meedoen.register.placements.models import ContractHours, PaidHours, Placement
from meedoen.register.placements.payslips import TOLERANCE

# Our own choices, not law: how long a change is news, and how long what somebody said speaks of now.
FELL_WITHIN = timedelta(days=90)
FALLS_WITHIN = timedelta(days=30)
SAID_WITHIN = timedelta(days=120)
ENDS_WITHIN = timedelta(days=60)
# Other work that begins no longer than a month after the end is a next contract.
NEXT_WITHIN = timedelta(days=31)
PAID_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of signal: its words, what to do and who, and for which placements it holds on a day."""

    code: str
    words: Promise
    do: Promise
    who: Promise
    holds: Callable[[date], Q]


def _hours_fell(on: date) -> Q:
    before = (
        ContractHours.objects.filter(placement=OuterRef("placement"), starts_on__lt=OuterRef("starts_on"))
        .order_by("-starts_on")
        .values("hours_week")[:1]
    )
    rows = ContractHours.objects.filter(
        placement=OuterRef("pk"), starts_on__gt=on - FELL_WITHIN, starts_on__lte=on + FALLS_WITHIN
    )
    return Q(Exists(rows.annotate(before=Subquery(before)).filter(hours_week__lt=F("before"))))


def paid_months(on: date) -> tuple[Month, ...]:
    """Return the whole months before a day that are looked at, the last first."""
    found = [Month.of(on).previous]
    while len(found) < PAID_MONTHS:
        found.append(found[-1].previous)
    return tuple(found)


def _paid_low(on: date) -> Q:
    return reduce(or_, (_paid_low_in(month) for month in paid_months(on)))


def _paid_low_in(month: Month) -> Q:
    """Less paid than the contract gives in a month that the placement ran from its first to its last day.

    Where the hours changed in that month, less than either of both would give.
    """
    first, after = month.first_day, month.next.first_day
    part = Decimal((after - first).days) / 7 * (1 - TOLERANCE)
    paid = PaidHours.objects.filter(placement=OuterRef("pk"), month_on=first)
    for day in (first, after - timedelta(days=1)):
        hours = (
            ContractHours.objects.filter(placement=OuterRef("placement"), starts_on__lte=day)
            .order_by("-starts_on")
            .values("hours_week")[:1]
        )
        least = ExpressionWrapper(
            Subquery(hours) * Value(part.quantize(Decimal("0.0001"))),
            output_field=DecimalField(max_digits=12, decimal_places=4),
        )
        paid = paid.filter(hours__lt=least)
    whole = Q(starts_on__lte=first) & (Q(ends_before__isnull=True) | Q(ends_before__gte=after))
    return whole & Q(Exists(paid))


def _ends_soon(on: date) -> Q:
    following = (
        Placement.objects.standing()
        .filter(person=OuterRef("person"), starts_on__lte=on + ENDS_WITHIN + NEXT_WITHIN)
        .filter(Q(ends_before__isnull=True) | Q(ends_before__gt=OuterRef("ends_before")))
        .exclude(pk=OuterRef("pk"))
    )
    said = AfterWork.objects.filter(placement=OuterRef("pk"))
    return Q(ends_before__lte=on + ENDS_WITHIN) & Q(~Exists(following)) & Q(~Exists(said))


def _donor_changed(_on: date) -> Q:
    return Q(job__isnull=False) & Q(
        Exists(DraftJob.objects.filter(job=OuterRef("job"), donor_changed_on__isnull=False))
    )


def _coach_left(on: date) -> Q:
    return Q(Exists(Coaching.objects.running(on).alone().filter(placement=OuterRef("pk"))))


def _check_late(on: date) -> Q:
    return not_heard(on, late=True)


def _warns(signal: str) -> Callable[[date], Q]:
    def holds(on: date) -> Q:
        return Q(Exists(_last_of_voice(on).filter(_one_of(answers_that(signal=signal)))))

    return holds


def _disagree(on: date) -> Q:
    """At the last moment of which anything is known, one says good and another bad of the same subject."""
    found = Q(pk__in=[])
    for about in SUBJECTS:
        other = Check.objects.filter(placement=OuterRef("placement"), moment=OuterRef("moment")).filter(
            _one_of(answers_that(about=about, weight="bad"))
        )
        good = _last_of_any(on).filter(_one_of(answers_that(about=about, weight="good")))
        found |= Q(Exists(good.filter(Exists(other))))
    return found


def last_words_that_warn() -> QuerySet[Check]:
    """What a voice said last about a placement, where it warns of anything."""
    return _last_words(
        Check.objects.filter(reduce(or_, (_one_of(answers_that(signal=one)) for one in SIGNALLED)))
    )


def _last_of_voice(on: date) -> QuerySet[Check]:
    return _last_words(_lately(on))


def _last_words(checks: QuerySet[Check]) -> QuerySet[Check]:
    later = Check.objects.filter(
        placement=OuterRef("placement"), voice=OuterRef("voice"), due_on__gt=OuterRef("due_on")
    )
    return checks.filter(~Exists(later))


def _last_of_any(on: date) -> QuerySet[Check]:
    later = Check.objects.filter(placement=OuterRef("placement"), due_on__gt=OuterRef("due_on"))
    return _lately(on).filter(~Exists(later))


def _lately(on: date) -> QuerySet[Check]:
    return Check.objects.filter(placement=OuterRef("pk"), on__gt=on - SAID_WITHIN)


def _one_of(answers: Iterable[tuple[str, str, str]]) -> Q:
    return reduce(
        or_, (Q(voice=voice, **{f"answers__{question}": code}) for voice, question, code in answers)
    )


CONTACT, OWNER = _("vaste contactpersoon"), _("accountmanager")
TABLE: Mapping[str, Kind] = {
    one.code: one
    for one in (
        Kind(
            "badly",
            _("Het gaat niet goed op het werk"),
            _("Bel vandaag met wie dit zei, en spreek daarna met allebei tegelijk."),
            CONTACT,
            _warns("badly"),
        ),
        Kind(
            "leaving",
            _("Iemand denkt dat het werk stopt"),
            _("Vraag wat er nodig is om te blijven, en zoek zo nodig al ander werk."),
            CONTACT,
            _warns("leaving"),
        ),
        Kind(
            "help",
            _("Er is meer hulp nodig"),
            _("Kijk of er meer begeleiding of een aanpassing van het werk kan komen."),
            CONTACT,
            _warns("help"),
        ),
        Kind(
            "sick",
            _("Meldt zich vaker ziek dan gewoon"),
            _("Vraag of het werk te zwaar of te veel is. Vraag niet wat iemand heeft."),
            CONTACT,
            _warns("sick"),
        ),
        Kind(
            "disagree",
            _("Twee stemmen zeggen iets anders"),
            _("Spreek met allebei tegelijk: vaak weet de een niet wat de ander ziet."),
            CONTACT,
            _disagree,
        ),
        Kind(
            "ends_soon",
            _("Contract loopt binnen 60 dagen af, zonder vervolg"),
            _("Vraag de werkgever of het contract doorgaat. Zo niet, zoek nu al ander werk."),
            CONTACT,
            _ends_soon,
        ),
        Kind(
            "hours_fell",
            _("Minder uren in het contract"),
            _("Vraag waarom, en of de kandidaat er nog van kan leven."),
            CONTACT,
            _hours_fell,
        ),
        Kind(
            "paid_low",
            _("Minder uren betaald dan het contract geeft"),
            _("Vraag de werkgever waarom, en kijk of de subsidie nog klopt."),
            CONTACT,
            _paid_low,
        ),
        Kind(
            "coach_left",
            _("De coach is weg en niemand neemt het over"),
            _("Wijs een andere coach aan, en laat die kennismaken."),
            CONTACT,
            _coach_left,
        ),
        Kind(
            "donor_changed",
            _("De functie waaruit de baan kwam, is veranderd"),
            _("Bespreek met de werkgever wat dit voor de baan betekent."),
            OWNER,
            _donor_changed,
        ),
        Kind(
            "check_late",
            _("Niet iedereen heeft verteld hoe het gaat"),
            _("Stuur een link of bel, en leg vast wat er is gezegd."),
            CONTACT,
            _check_late,
        ),
    )
}
