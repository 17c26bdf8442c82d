"""The plan of the demo region: everybody and everything, before a single row is written."""

from __future__ import annotations

from datetime import date

from meedoen.exchange.demo import banenplan, crowd, present, sheltered
from meedoen.exchange.demo.firms import Firms
from meedoen.exchange.demo.folk import Folk
from meedoen.exchange.demo.labour import Labour
from meedoen.exchange.demo.months import Norm, month_of
from meedoen.exchange.demo.shape import Plan

PEOPLE = 10_000
# The last published figure is of March 2022; before that the region would not add up to it.
FIRST_DAY = date(2022, 4, 1)
FROZEN = ("2017Q4",)


class TooFewPeople(ValueError):
    """The calibrated part needs more people than were asked for."""

    def __init__(self, asked: int, smallest: int) -> None:
        super().__init__(
            f"Met {asked} mensen kan de demoregio niet optellen tot wat er gepubliceerd is. "
            f"Kies {smallest} mensen of meer."
        )
        self.smallest = smallest


class TooEarly(ValueError):
    """The chosen present lies before the last published figure."""

    def __init__(self, asked: date) -> None:
        super().__init__(
            f"De demoregio kan niet op {asked:%d-%m-%Y} staan: er zijn cijfers gepubliceerd van daarna. "
            f"Kies een dag vanaf {FIRST_DAY:%d-%m-%Y}."
        )


class TooLate(ValueError):
    """The chosen present has not come yet: what was agreed by then nobody knows, and roles would not hold."""

    def __init__(self, asked: date, today: date) -> None:
        super().__init__(
            f"De demoregio kan niet op {asked:%d-%m-%Y} staan: die dag is nog niet gekomen. "
            f"Kies een dag t/m {today:%d-%m-%Y}."
        )


def make_plan(day: date, people: int | None = PEOPLE) -> Plan:
    """Return the plan for a present; the same day and size give the same plan.

    `people` None means: as few as the published figures allow.
    """
    if day < FIRST_DAY:
        raise TooEarly(day)
    folk, firms = Folk(), Firms(day)
    labour = Labour(folk, firms, Norm.on(day))
    labour.run(month_of(day) + 1)
    jobs = labour.jobs
    banenplan.place_all(folk, firms, jobs, day)
    sheltered.fill(folk, firms, jobs, month_of(day))
    folk.all = present.forget_the_future_of(folk.all, day)
    smallest = -(-(len(folk.all) + crowd.SMALLEST) // 50) * 50
    people = smallest if people is None else people
    if people < smallest:
        raise TooFewPeople(people, smallest)
    crowd.fill(folk, firms, jobs, day, people - len(folk.all))
    known = {id(person) for person in folk.all}
    jobs = present.forget_the_future([job for job in jobs if id(job.person) in known], day)
    present.touch(folk, day)
    return Plan(
        day=day,
        firms=firms.all,
        people=folk.all,
        jobs=jobs,
        mistakes=present.mistakes(jobs),
        frozen=FROZEN,
    )
