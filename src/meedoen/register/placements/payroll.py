"""What can be wrong with paid hours as a payroll gives them, beside the rows that are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused, Several
from meedoen.primitives.hours import format_hours, hundredths_of
from meedoen.primitives.period import Month, Period
from meedoen.register.checks import AlreadyThere, NeedsConfirmation, NotPossible, together
from meedoen.register.people.selectors import clean, lock_keys
from meedoen.register.placements.models import PaidHours, Placement
from meedoen.register.placements.validity import wrong_paid

# Another number stands there already: the old one stays in the journal.
OTHER_HOURS = "other_paid_hours"
_FEW = 500


@dataclass(frozen=True)
class NewPaid:
    """Hours paid in a month, of a placement by its number, or of a candidate at an employer on paper."""

    month: Month
    hours: Decimal
    placement_number: str = ""
    person_number: str = ""
    employer_kvk: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    key: int
    number: str
    person_id: int
    person_number: str
    employer_kvk: str
    starts_on: date
    ends_before: date | None

    def runs_in(self, month: Month) -> bool:
        return Period(self.starts_on, self.ends_before).days_in(month) > 0


@dataclass
class Payroll:
    """What stands in the rows for these lines; grows with what is accepted."""

    by_number: dict[str, Running]
    by_person: Mapping[tuple[str, str], list[Running]]
    paid: dict[tuple[int, date], Decimal]
    given: dict[tuple[int, date], Decimal]

    @classmethod
    def of(cls, actor: Actor, news: Sequence[NewPaid], *, lock: bool = False) -> Payroll:
        """Read what is needed in a few reads, however many lines; `lock`: nobody changes these meanwhile."""
        found = _running(actor, news)
        if lock:
            lock_keys({one.person_id for one in found})
            # Read again under the lock: someone may have corrected one a moment ago.
            found = _running(actor, news)
        by_person: dict[tuple[str, str], list[Running]] = defaultdict(list)
        for one in found:
            by_person[one.person_number, one.employer_kvk].append(one)
        numbers = {one.number: one for one in found}
        return cls(numbers, by_person, _paid([one.key for one in found]), {})

    def wrong(
        self, news: Sequence[NewPaid], accepted: frozenset[str], today: date
    ) -> dict[int, list[Refused]]:
        """Return what is wrong with each line, or what is asked about it, by row from 1."""
        found: dict[int, list[Refused]] = {}
        for row, new in enumerate(news, start=1):
            try:
                self._check(new, accepted, today)
            except Several as refusal:
                found[row] = refusal.refusals
            except Refused as refusal:
                found[row] = [refusal]
        return found

    def placement_of(self, new: NewPaid) -> Running:
        """Return the placement that a line is about; refuse none, and more than one."""
        if new.placement_number:
            running = self.by_number.get(new.placement_number)
            if running is None:
                message = _("Deze plaatsing bestaat niet, is gecorrigeerd of hoort niet bij u.")
                raise NotPossible(message, field="placement_number")
            self._refuse_others(new, running)
            return running
        fits = [
            one
            for one in self.by_person.get((new.person_number, new.employer_kvk), ())
            if one.runs_in(new.month)
        ]
        if len(fits) == 1:
            return fits[0]
        if not fits:
            message = _(
                "U ziet geen plaatsing van deze kandidaat bij deze werkgever in %(month)s. "
                "Controleer nummer, KvK en maand, of registreer eerst de plaatsing."
            )
            raise NotPossible(message % {"month": new.month.label}, field="person_number")
        message = _(
            "In %(month)s zijn er meer plaatsingen bij deze werkgever: %(numbers)s. Vul het nummer in."
        )
        words = {"month": new.month.label, "numbers": ", ".join(sorted(one.number for one in fits)[:5])}
        raise NotPossible(message % words, field="placement_number")

    def _refuse_others(self, new: NewPaid, running: Running) -> None:
        """A number beside a candidate or employer that is not theirs is a slip in one of the two."""
        wrong: list[Refused] = []
        if new.person_number and new.person_number != running.person_number:
            message = _("Deze plaatsing is van een andere kandidaat. Controleer beide nummers.")
            wrong.append(NotPossible(message, field="person_number"))
        if new.employer_kvk and new.employer_kvk != running.employer_kvk:
            message = _("Deze plaatsing is bij een andere werkgever op papier. Controleer het KvK-nummer.")
            wrong.append(NotPossible(message, field="employer_kvk"))
        together(wrong)

    def _check(self, new: NewPaid, accepted: frozenset[str], today: date) -> None:
        running = self.placement_of(new)
        together(wrong_paid(new.month, new.hours, running.starts_on, running.ends_before, today))
        key = (running.key, new.month.first_day)
        self._refuse_twice(new, key)
        self.given[key] = new.hours
        before = self.paid.get(key)
        words = {"month": new.month.label, "hours": _hours(before or Decimal(0))}
        if before == new.hours:
            message = _("Voor %(month)s staan deze %(hours)s uren er al. Er is niets dubbel bewaard.")
            raise AlreadyThere(message % words, field="month")
        if before is not None and OTHER_HOURS not in accepted:
            message = _("Voor %(month)s staan al %(hours)s uren. Vervangen door %(new)s?")
            raise NeedsConfirmation(OTHER_HOURS, message % {**words, "new": _hours(new.hours)}, field="hours")

    def _refuse_twice(self, new: NewPaid, key: tuple[int, date]) -> None:
        given = self.given.get(key)
        if given == new.hours:
            raise AlreadyThere(_("Deze maand staat al eerder in het bestand."), field="month")
        if given is not None:
            message = _(
                "%(month)s staat twee keer in het bestand, ook met %(hours)s uren. Tel ze samen op één regel."
            )
            words = {"month": new.month.label, "hours": _hours(given)}
            raise NotPossible(message % words, field="month")


def wrong_paid_hours(
    actor: Actor, news: Sequence[NewPaid], accepted: frozenset[str], today: date
) -> dict[int, list[Refused]]:
    """Return everything that is wrong with each of these lines, by row; rows count from 1.

    What was recorded before is among it as `AlreadyThere`, other hours in that month as a question, unless
    its code is in `accepted`.
    """
    tidied = [tidy_paid(new) for new in news]
    return Payroll.of(actor, tidied).wrong(tidied, accepted, today)


def tidy_paid(new: NewPaid) -> NewPaid:
    """Return the same with its numbers as they stand in the rows."""
    numbers = (new.placement_number, new.person_number, new.employer_kvk.replace(" ", ""))
    return NewPaid(new.month, new.hours, *(clean(number) for number in numbers))


def _running(actor: Actor, news: Iterable[NewPaid]) -> tuple[Running, ...]:
    """The standing placements in the actor's sight that these lines may be about, each once."""
    rows: dict[int, Running] = {}
    numbers = sorted({new.placement_number for new in news if new.placement_number})
    people = sorted({new.person_number for new in news if not new.placement_number})
    seen = Placement.objects.visible_to(actor).standing()
    for names, given in (("number__in", numbers), ("person__number__in", people)):
        for start in range(0, len(given), _FEW):
            found = seen.filter(Q(**{names: given[start : start + _FEW]}))
            for values in found.values_list(
                "pk",
                "number",
                "person_id",
                "person__number",
                "employer__kvk",
                "starts_on",
                "ends_before",
            ):
                rows[values[0]] = Running(*values)
    return tuple(rows.values())


def _paid(keys: Sequence[int]) -> dict[tuple[int, date], Decimal]:
    found: dict[tuple[int, date], Decimal] = {}
    for start in range(0, len(keys), _FEW):
        rows = PaidHours.objects.filter(placement_id__in=keys[start : start + _FEW])
        for key, month_on, hours in rows.values_list("placement_id", "month_on", "hours"):
            found[key, month_on] = hours
    return found


def _hours(hours: Decimal) -> str:
    return format_hours(hundredths_of(hours))
