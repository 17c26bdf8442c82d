"""What is written of an employer: corrections that keep what stood there, branches, heads, what is there."""

from __future__ import annotations

from datetime import date

import pytest

from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.checks import AlreadyThere, ChangedMeanwhile
from meedoen.register.employers import particulars, services
from meedoen.register.employers.models import Branch, Correction, Employer, Headcount, InPlace
from meedoen.register.employers.selectors import corrections_of, in_place_at, open_branches
from meedoen.register.employers.services import NewBranch
from tests.factories import register
from tests.factories.access import Cast
from tests.integration.register.given import ASSEN, TODAY, VEENDAM, deeds, new_employer


def _correct(cast: Cast, employer: Employer, name: str, place: str = ASSEN, version: int = 1) -> Employer:
    return particulars.correct_employer(
        cast.alice.actor, employer.kvk, name=name, municipality=place, version=version, today=TODAY
    )


def test_a_correction_keeps_what_stood_there(cast: Cast) -> None:
    employer = register.employer(name="Zorggroep Nord")
    _correct(cast, employer, "Zorggroep Noord", VEENDAM)
    employer.refresh_from_db()
    assert (employer.name, employer.municipality, employer.version) == ("Zorggroep Noord", VEENDAM, 2)
    shown = {(one.subject, one.stood_there, one.by) for one in corrections_of(employer)}
    assert shown == {("naam", "Zorggroep Nord", "Alice Aalders"), ("gemeente", "Assen", "Alice Aalders")}
    assert deeds() == [("employer.correct", "employer", employer.kvk)]


def test_the_second_of_two_who_correct_is_told_what_stands_there(cast: Cast) -> None:
    employer = register.employer(name="Een")
    _correct(cast, employer, "Twee")
    with pytest.raises(ChangedMeanwhile) as told:
        _correct(cast, employer, "Drie")
    assert told.value.now == {"name": "Twee"}
    assert _correct(cast, employer, "Drie", version=told.value.version).name == "Drie"


@pytest.mark.parametrize(
    ("name", "place"), [("", ASSEN), ("x" * 161, ASSEN), ("\x00", ASSEN), ("Goed", "GM9999"), ("Een", ASSEN)]
)
def test_a_correction_that_cannot_be_or_changes_nothing_is_refused(cast: Cast, name: str, place: str) -> None:
    employer = register.employer(name="Een")
    with pytest.raises(Refused):
        _correct(cast, employer, name, place)
    assert not Correction.objects.exists()


def test_a_branch_is_corrected_and_closed(cast: Cast) -> None:
    employer = register.employer()
    branch = Branch.objects.get(employer=employer)
    new = NewBranch("Noord", VEENDAM, "9641 AB", "000012345678")
    particulars.correct_branch(cast.alice.actor, employer.kvk, branch.pk, new, version=1, today=TODAY)
    branch.refresh_from_db()
    assert (branch.name, branch.postcode, branch.number) == ("Noord", "9641AB", "000012345678")
    assert "Noord · naam" in {one.subject for one in corrections_of(employer)}
    particulars.close_branch(cast.alice.actor, employer.kvk, branch.pk, TODAY, today=TODAY)
    assert open_branches(employer, TODAY) == []
    with pytest.raises(Refused, match="al gesloten"):
        particulars.close_branch(cast.alice.actor, employer.kvk, branch.pk, TODAY, today=TODAY)
    # The name of a closed branch is free again.
    services.add_branch(cast.alice.actor, employer.kvk, NewBranch("noord", ASSEN), today=TODAY)


@pytest.mark.parametrize("number", ["12345678901", "1234567890123", "12345678901²", "geen nummer"])
def test_a_branch_number_has_twelve_digits(cast: Cast, number: str) -> None:
    employer = register.employer()
    with pytest.raises(Refused, match="twaalf cijfers"):
        services.add_branch(cast.alice.actor, employer.kvk, NewBranch("A", ASSEN, "", number), today=TODAY)


def test_a_branch_of_another_employer_is_not_found(cast: Cast) -> None:
    one, other = register.employer(), register.employer()
    branch = Branch.objects.get(employer=other)
    for key in (branch.pk, 2**70):
        with pytest.raises(NotFound):
            particulars.close_branch(cast.alice.actor, one.kvk, key, TODAY, today=TODAY)


def test_heads_are_counted_once_a_day(cast: Cast) -> None:
    employer = register.employer()
    particulars.record_headcount(cast.alice.actor, employer.kvk, 40, TODAY, today=TODAY)
    with pytest.raises(AlreadyThere):
        particulars.record_headcount(cast.alice.actor, employer.kvk, 41, TODAY, today=TODAY)
    for people in (-1, 10**6, 10**30):
        with pytest.raises(Refused):
            particulars.record_headcount(
                cast.alice.actor, employer.kvk, people, date(2018, 1, 1), today=TODAY
            )
    assert list(Headcount.objects.values_list("people", flat=True)) == [40]


def test_a_new_employer_may_bring_its_heads(cast: Cast) -> None:
    made = services.register_employer(cast.alice.actor, new_employer(headcount=12), today=TODAY)
    assert Headcount.objects.get(employer=made).people == 12


def _note(cast: Cast, employer: Employer, found: dict[str, int | None], version: int) -> Employer:
    return particulars.note_in_place(
        cast.alice.actor, employer.kvk, found, TODAY, version=version, today=TODAY
    )


def test_what_is_in_place_is_noted_whole(cast: Cast) -> None:
    employer = register.employer()
    _note(cast, employer, {"harrie": 2, "lift": None}, 1)
    _note(cast, employer, {"harrie": 3, "quiet_room": None}, 2)
    assert [(one.what, one.number) for one in in_place_at(employer)] == [("harrie", 3), ("quiet_room", None)]
    assert InPlace.objects.get(what="lift").ends_before == TODAY
    with pytest.raises(ChangedMeanwhile):
        _note(cast, employer, {}, 2)


@pytest.mark.parametrize("found", [{"zwembad": None}, {"lift": 2}, {"harrie": 0}, {"harrie": 10**9}])
def test_what_cannot_be_in_place_is_refused(cast: Cast, found: dict[str, int | None]) -> None:
    with pytest.raises(Refused):
        _note(cast, register.employer(), found, 1)
    assert not InPlace.objects.exists()


def test_only_a_desk_changes_what_is_written(cast: Cast) -> None:
    employer = register.employer()
    for member in (cast.carla, cast.ilse, cast.farid, cast.jan, cast.greta):
        with pytest.raises(NotAllowed):
            particulars.record_headcount(member.actor, employer.kvk, 1, TODAY, today=TODAY)
