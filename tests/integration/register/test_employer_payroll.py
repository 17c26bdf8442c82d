"""The verloonde uren of an employer by year, and the hours of the doelgroep that the quotum asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.primitives.period import Month
from meedoen.register.checks import AlreadyThere, ChangedMeanwhile
from meedoen.register.employers.models import Employer, EmployerPayrollYear
from meedoen.register.employers.payroll import correct_payroll_year, record_payroll_year
from meedoen.register.employers.selectors import corrections_of, payroll_year_of, payroll_years_of
from meedoen.register.people.models import Registration
from meedoen.register.placements.quotum_hours import registered_hours
from meedoen.steering.counted.facts_of_register import current_facts
from meedoen.steering.counted.questions import question_for
from tests.factories import register
from tests.factories.access import Cast
from tests.integration.register.given import TODAY, deeds

HOURS = Decimal("1250000.50")


def _record(cast: Cast, employer: Employer, **changes: Any) -> EmployerPayrollYear:
    given = {"year": 2017, "hours": HOURS, "source": "return", **changes}
    return record_payroll_year(cast.alice.actor, employer.kvk, today=TODAY, **given)


def test_a_year_is_written_down_once_with_its_source(cast: Cast) -> None:
    employer = register.employer()
    _record(cast, employer)
    (shown,) = payroll_years_of(employer)
    assert (shown.year, shown.hours, shown.source_words) == (2017, HOURS, "loonaangifte")
    assert not shown.is_estimate
    assert deeds() == [("employer.record_payroll_year", "employer", employer.kvk)]
    with pytest.raises(AlreadyThere, match="2017"):
        _record(cast, employer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": 2011},
        {"year": 2019},
        {"year": 10**12},
        {"year": 2018, "source": "return"},
        {"hours": Decimal(0)},
        {"hours": Decimal(-5)},
        {"hours": Decimal("NaN")},
        {"hours": Decimal("Infinity")},
        {"hours": Decimal(10) ** 12},
        {"hours": Decimal("1.001")},
        {"source": "gehoord"},
        {"source": "\x00"},
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        _record(cast, register.employer(), **wrong)
    assert not EmployerPayrollYear.objects.exists()


def test_a_year_that_is_not_over_is_an_estimate(cast: Cast) -> None:
    assert _record(cast, register.employer(), year=TODAY.year, source="estimate").source == "estimate"


def test_a_correction_keeps_what_stood_there(cast: Cast) -> None:
    employer = register.employer()
    _record(cast, employer)
    actor = cast.alice.actor
    correct_payroll_year(actor, employer.kvk, 2017, Decimal(1300000), "told", version=1, today=TODAY)
    stands = payroll_year_of(employer, 2017)
    assert (stands.hours, stands.source, stands.version) == (Decimal(1300000), "told", 2)
    (kept,) = corrections_of(employer)
    assert kept.stood_there == "2017: 1.250.000,50 (loonaangifte)"
    with pytest.raises(ChangedMeanwhile) as told:
        correct_payroll_year(actor, employer.kvk, 2017, Decimal(5), "told", version=1, today=TODAY)
    assert told.value.now == {"hours": Decimal(1300000)}
    with pytest.raises(Refused, match="niets veranderd"):
        correct_payroll_year(actor, employer.kvk, 2017, Decimal(1300000), "told", version=2, today=TODAY)


@pytest.mark.parametrize("year", [2016, 10**30])
def test_a_year_that_is_not_there_cannot_be_corrected(cast: Cast, year: int) -> None:
    employer = register.employer()
    _record(cast, employer)
    with pytest.raises(NotFound):
        correct_payroll_year(cast.alice.actor, employer.kvk, year, HOURS, "return", version=1, today=TODAY)


def test_a_desk_and_a_controller_write_it_down_and_nobody_else(cast: Cast) -> None:
    employer = register.employer()
    for member in (cast.carla, cast.farid, cast.jan, cast.greta, cast.karin):
        with pytest.raises(NotAllowed):
            record_payroll_year(member.actor, employer.kvk, 2017, HOURS, "return", today=TODAY)
    record_payroll_year(cast.ilse.actor, employer.kvk, 2017, HOURS, "return", today=TODAY)


def test_own_hours_are_those_that_a_count_of_banen_sees(cast: Cast) -> None:
    """Month by month the same hundredths as the counting engine, paid hours included."""
    employer = register.employer(sector="overheid")
    register.placement(employer=employer, hours="24", starts_on=date(2009, 5, 10))
    register.placement(
        employer=employer, hours="31.25", paid={date(2017, 3, 1): "120.5", date(2017, 4, 1): "0"}
    )
    register.placement(employer=employer, ended=(date(2017, 8, 15), "contract_ended"))
    register.placement(employer=employer, kind="beschut_werk")
    found = registered_hours(cast.alice.actor, [employer.pk], 2017)[employer.pk]
    facts = current_facts()
    months = [Month(2017, number) for number in range(1, 13)]
    asked = [
        question_for("employers.afspraakbanen", "AM01", month, employer_id=employer.pk) for month in months
    ]
    assert found.registered_c == sum(facts.count(one).total.hours_c or 0 for one in asked) > 0
    assert found.hired_c == found.lent_c == 0
    assert len(found.people) == 3


def test_hired_hours_count_where_the_work_is_and_leave_the_lender(cast: Cast) -> None:
    agency, hirer = register.employer(), register.employer()
    register.placement(employer=agency, workplace=hirer, kind="uitzend_inleen")
    wsw = register.placement(employer=agency, workplace=hirer, kind="wsw_detachering")
    found = registered_hours(cast.alice.actor, [agency.pk, hirer.pk], 2017)
    assert found[hirer.pk].hired_c == 2 * found[agency.pk].lent_c > 0
    assert found[hirer.pk].registered_c == 0
    # The Wsw worker is on nobody's list but the hirer's.
    assert found[agency.pk].registered_c == found[agency.pk].lent_c
    assert wsw.person_id not in found[agency.pk].people


def test_a_whole_year_of_one_baan_is_1331_hours(cast: Cast) -> None:
    employer = register.employer()
    register.placement(employer=employer, hours="25.5")
    found = registered_hours(cast.alice.actor, [employer.pk], 2017)[employer.pk]
    assert abs(found.registered - 1331) < Decimal("0.1")


def test_who_counts_for_the_quotum_only_is_in_it(cast: Cast) -> None:
    """38b lid 2 counts for the quotum and not for the banenafspraak; without an entry nobody counts."""
    employer = register.employer()
    only_here = register.placement(employer=employer, person=register.person(ground="2"))
    register.placement(employer=employer, person=register.person(ground=None))
    found = registered_hours(cast.alice.actor, [employer.pk], 2017)[employer.pk]
    assert found.people == {only_here.person_id}


def test_a_month_counts_whole_when_the_entry_begins_or_ends_in_it(cast: Cast) -> None:
    employer = register.employer()
    person = register.person(since=date(2017, 3, 31))
    Registration.objects.filter(person=person).update(
        ends_before=date(2017, 5, 2), ended_because="own_request"
    )
    register.placement(employer=employer, person=person, hours="25.5", starts_on=date(2017, 1, 1))
    found = registered_hours(cast.alice.actor, [employer.pk], 2017)[employer.pk]
    # March, April and May.
    assert found.registered_c == 3 * 11092


def test_the_hours_of_many_employers_cost_as_many_reads_as_those_of_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    firms = [register.employer() for _turn in range(6)]
    for firm in firms:
        register.placement(employer=firm)
    with django_assert_max_num_queries(4):
        found = registered_hours(cast.alice.actor, [firm.pk for firm in firms], 2017)
    assert all(one.registered_c for one in found.values())


def test_hours_are_not_for_who_may_not_see_the_quotum(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        registered_hours(cast.greta.actor, [register.employer().pk], 2017)
