"""Speaking with an employer: the people there, contact moments, its limits, and whether one more may come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.checks import ChangedMeanwhile, InRow, NeedsConfirmation
from meedoen.register.employers import contact_people, limits, moments
from meedoen.register.employers.contact_people import NewContactPerson
from meedoen.register.employers.face import face_of, last_spoken, may_be_approached
from meedoen.register.employers.models import ContactMoment, ContactPerson, Employer
from meedoen.register.employers.moments import NOT_OWNER, NewMoment, record_moment, record_moments
from meedoen.register.employers.spoken import contact_people_of, moments_of, steps_due
from meedoen.register.free_text import KEEP_TEXT
from tests.factories import employers, register
from tests.factories.access import Cast, Member
from tests.integration.register.given import TODAY, deeds

DAY = timedelta(days=1)


@pytest.fixture
def employer(db: None) -> Employer:
    return register.employer(name="Zorggroep Noord")


def _new(employer: Employer, **changes: Any) -> NewMoment:
    values: dict[str, Any] = {"kvk": employer.kvk, "on": TODAY, "kind": "phone", "about": "vacancy"}
    return NewMoment(**(values | changes))


def _record(member: Member, employer: Employer, **changes: Any) -> int:
    accepted = changes.pop("accepted", frozenset())
    return record_moment(member.actor, _new(employer, **changes), accepted=accepted, today=TODAY)


def _limit(cast: Cast, employer: Employer, most: int | None) -> None:
    employer.refresh_from_db()
    limits.set_limit(cast.alice.actor, employer.kvk, most, version=employer.version, today=TODAY)
    employer.refresh_from_db()


def _pause(cast: Cast, employer: Employer, until: date) -> None:
    employer.refresh_from_db()
    version = employer.version
    limits.pause_employer(cast.alice.actor, employer.kvk, until, "asked", version=version, today=TODAY)
    employer.refresh_from_db()


def test_a_moment_is_seen_by_every_colleague_of_the_chain(cast: Cast, employer: Employer) -> None:
    _record(cast.alice, employer, note="Twee plekken in het magazijn.")
    row = moments_of(employer).rows[0]
    assert (row.by, row.organisation, row.note) == ("Alice Aalders", "Assen", "Twee plekken in het magazijn.")
    last = last_spoken(employer)
    assert last is not None
    assert (last.on, last.by, last.kind) == (TODAY, "Alice Aalders", "telefoon")
    assert deeds() == [("moment.record", "employer", employer.kvk)]


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, True),
        ({"kind": "visit"}, True),
        ({"kind": "mail"}, True),
        ({"kind": "meeting"}, False),
        ({"about": "placement"}, False),
        ({"about": "complaint"}, False),
        ({"is_by_employer": True}, False),
    ],
)
def test_what_counts_as_an_approach(
    cast: Cast, employer: Employer, changes: dict[str, Any], counts: bool
) -> None:
    """Those that don't count go through a pause; those that do are refused in it."""
    _pause(cast, employer, TODAY + 10 * DAY)
    if counts:
        with pytest.raises(Refused, match="wil rust t/m 9 mei 2018"):
            _record(cast.alice, employer, **changes)
    else:
        _record(cast.alice, employer, **changes)
    assert ContactMoment.objects.filter(is_approach=True).count() == 0


def test_the_limit_counts_all_municipalities_by_calendar_month(cast: Cast, employer: Employer) -> None:
    _limit(cast, employer, 2)
    _record(cast.alice, employer, on=date(2018, 4, 1))
    _record(cast.bob, employer)
    assert may_be_approached(employer, TODAY)[0] is False
    with pytest.raises(Refused) as refusal:
        _record(cast.hans, employer)
    for words in ("hoogstens 2 keer per maand", "al 2 keer", "Vanaf 1 mei 2018"):
        assert words in str(refusal.value)
    # Another month has its own count.
    _record(cast.hans, employer, on=date(2018, 3, 31))
    assert may_be_approached(employer, date(2018, 5, 1))[0] is True
    _limit(cast, employer, None)
    assert _record(cast.hans, employer) == 1


def test_a_list_counts_its_own_rows_too_and_is_whole_or_nothing(cast: Cast, employer: Employer) -> None:
    _limit(cast, employer, 2)
    with pytest.raises(InRow, match="Rij 3"):
        record_moments(cast.alice.actor, [_new(employer)] * 3, today=TODAY)
    assert not ContactMoment.objects.exists()
    assert record_moments(cast.alice.actor, [_new(employer)] * 2, today=TODAY) == 2


def test_an_approach_before_the_pause_began_may_still_be_written_down(cast: Cast, employer: Employer) -> None:
    _pause(cast, employer, TODAY + 5 * DAY)
    assert _record(cast.alice, employer, on=TODAY - DAY) == 1
    allowed, words = may_be_approached(employer, TODAY)
    assert not allowed
    assert "de werkgever vroeg om rust" in words
    assert may_be_approached(employer, TODAY + 5 * DAY)[0] is True


def test_a_pause_ends_at_once_and_what_was_rest_stays_rest(cast: Cast, employer: Employer) -> None:
    _pause(cast, employer, TODAY + 50 * DAY)
    later = TODAY + 3 * DAY
    limits.end_pause(cast.bob.actor, employer.kvk, today=later)
    employer.refresh_from_db()
    assert may_be_approached(employer, later)[0] is True
    assert may_be_approached(employer, TODAY)[0] is False
    with pytest.raises(Refused, match="nu geen rust"):
        limits.end_pause(cast.bob.actor, employer.kvk, today=later)


def test_a_pause_of_today_is_gone_when_it_ends_today(cast: Cast, employer: Employer) -> None:
    _pause(cast, employer, TODAY + 50 * DAY)
    limits.end_pause(cast.bob.actor, employer.kvk, today=TODAY)
    employer.refresh_from_db()
    assert (employer.paused_from, employer.paused_until, employer.pause_because) == (None, None, "")


def test_two_who_set_the_limits_are_told_of_each_other(cast: Cast, employer: Employer) -> None:
    limits.set_limit(cast.alice.actor, employer.kvk, 2, version=1, today=TODAY)
    with pytest.raises(ChangedMeanwhile) as told:
        limits.set_limit(cast.bob.actor, employer.kvk, 3, version=1, today=TODAY)
    assert told.value.now == {"most": 2}
    with pytest.raises(ChangedMeanwhile):
        limits.pause_employer(cast.bob.actor, employer.kvk, TODAY + DAY, "asked", version=1, today=TODAY)


@pytest.mark.parametrize("most", [0, -1, 32, 10**30])
def test_a_limit_that_cannot_be_is_refused(cast: Cast, employer: Employer, most: int) -> None:
    with pytest.raises(Refused):
        limits.set_limit(cast.alice.actor, employer.kvk, most, version=1, today=TODAY)


@pytest.mark.parametrize(("days", "because"), [(0, "asked"), (400, "asked"), (5, "zomaar"), (5, "")])
def test_a_pause_that_cannot_be_is_refused(cast: Cast, employer: Employer, days: int, because: str) -> None:
    until = TODAY + days * DAY
    with pytest.raises(Refused):
        limits.pause_employer(cast.alice.actor, employer.kvk, until, because, version=1, today=TODAY)


def test_an_approach_past_the_owner_is_asked_first(cast: Cast, employer: Employer) -> None:
    employers.owner(employer, cast.bob.account)
    employers.moment(employer, by=cast.bob.account, on=date(2018, 4, 2))
    with pytest.raises(NeedsConfirmation) as question:
        _record(cast.alice, employer)
    assert question.value.code == NOT_OWNER
    for words in ("Bob Bakker (Veendam)", "2 april 2018"):
        assert words in str(question.value)
    assert _record(cast.alice, employer, accepted=frozenset({NOT_OWNER})) == 1
    # The owner is not asked, nor who guides somebody there.
    assert _record(cast.bob, employer) == 1
    assert _record(cast.hans, employer, about="placement") == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": TODAY + DAY}, "on"),
        ({"on": date(1, 1, 1)}, "on"),
        ({"kind": "duif"}, "kind"),
        ({"about": ""}, "about"),
        ({"note": "x" * 1001}, "note"),
        ({"spoke_with": 2**70}, "spoke_with"),
        ({"next_step": "Bellen"}, "next_on"),
        ({"next_on": TODAY}, "next_step"),
        ({"next_step": "B", "next_on": TODAY + 400 * DAY, "next_account_id": 1}, "next_on"),
        ({"next_step": "B", "next_on": TODAY, "next_account_id": 2**70}, "next_account"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(
    cast: Cast, employer: Employer, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        _record(cast.alice, employer, **changes)
    fields = {one.field for one in getattr(refusal.value, "refusals", [refusal.value])}
    assert field in fields
    assert not ContactMoment.objects.exists()


def test_who_is_spoken_with_works_at_that_employer(cast: Cast, employer: Employer) -> None:
    elsewhere = employers.contact_person(register.employer())
    with pytest.raises(Refused, match="hoort niet bij deze werkgever"):
        _record(cast.alice, employer, spoke_with=elsewhere.pk)
    here = employers.contact_person(employer, name="Co Hier")
    _record(cast.alice, employer, spoke_with=here.pk)
    assert moments_of(employer).rows[0].spoke_with == "Co Hier"


def test_a_note_says_nothing_of_someones_health(cast: Cast, employer: Employer) -> None:
    note = "De kandidaat heeft autisme en werkt rustig."
    with pytest.raises(NeedsConfirmation) as question:
        _record(cast.alice, employer, note=note)
    assert question.value.code == KEEP_TEXT
    _record(cast.alice, employer, note=note, accepted=frozenset({KEEP_TEXT}))
    detail = JournalEntry.objects.get(deed="moment.record").detail
    assert detail["kept"] == ["diagnosis"]
    assert "autisme" not in str(detail)


def test_who_works_at_the_employer_may_be_named(cast: Cast, employer: Employer) -> None:
    employers.contact_person(employer, name="Wim de Groot")
    assert _record(cast.alice, employer, note="Gesproken met meneer Wim de Groot.") == 1


def test_a_next_step_waits_for_who_promised_it(cast: Cast, employer: Employer) -> None:
    to = cast.bob.account.pk
    _record(cast.alice, employer, next_step="Bellen", next_on=TODAY + DAY, next_account_id=to)
    (step,) = steps_due(cast.bob.actor, TODAY + DAY)
    assert (step.next_step, step.is_late(TODAY), step.is_late(TODAY + 2 * DAY)) == ("Bellen", False, True)
    assert steps_due(cast.alice.actor, TODAY + DAY) == steps_due(cast.bob.actor, TODAY) == ()
    moments.settle_next_step(cast.hans.actor, employer.kvk, step.pk, today=TODAY)
    assert steps_due(cast.bob.actor, TODAY + DAY) == ()
    with pytest.raises(Refused, match="al gedaan"):
        moments.settle_next_step(cast.hans.actor, employer.kvk, step.pk, today=TODAY)


def test_moments_page_by_day_without_losing_any(cast: Cast, employer: Employer) -> None:
    for turn in range(60):
        employers.moment(employer, by=cast.alice.account, on=date(2018, 1, 1 + turn % 7))
    seen: list[int] = []
    after = None
    while True:
        page = moments_of(employer, after)
        seen += [row.pk for row in page.rows]
        if page.next_after is None:
            break
        after = page.next_after
    assert len(seen) == len(set(seen)) == 60


def test_nobody_without_a_desk_records_a_contact(cast: Cast, employer: Employer) -> None:
    for member in (cast.carla, cast.ilse, cast.farid, cast.jan, cast.greta):
        with pytest.raises(NotAllowed):
            _record(member, employer)
    with pytest.raises(NotFound):
        record_moment(cast.alice.actor, _new(employer, kvk="99999999"), today=TODAY)


def _add(cast: Cast, employer: Employer, name: str, **more: Any) -> ContactPerson:
    new = NewContactPerson(name, phone=more.pop("phone", "050 123 45 67"), **more)
    return contact_people.add_contact_person(cast.alice.actor, employer.kvk, new, today=TODAY)


def test_there_is_always_one_main_contact(cast: Cast, employer: Employer) -> None:
    first = _add(cast, employer, "Aad")
    second = _add(cast, employer, "Bo", is_main=True, email="bo@bedrijf.example")
    third = _add(cast, employer, "Cor")
    shown = contact_people_of(cast.alice.actor, employer, TODAY)
    assert [(one.name, one.is_main) for one in shown] == [("Bo", True), ("Aad", False), ("Cor", False)]
    contact_people.end_contact_person(cast.alice.actor, employer.kvk, second.pk, today=TODAY)
    shown = contact_people_of(cast.alice.actor, employer, TODAY)
    assert [(one.pk, one.is_main) for one in shown] == [(first.pk, True), (third.pk, False)]
    second.refresh_from_db()
    assert (second.phone, second.email, second.ends_before) == ("", "", TODAY)


def test_how_to_reach_someone_is_for_who_speaks_with_them(cast: Cast, employer: Employer) -> None:
    _add(cast, employer, "Aad", email="aad@bedrijf.example")
    reached = {
        name: contact_people_of(cast.named(name).actor, employer, TODAY)[0].phone
        for name in ("alice", "hans", "carla", "farid", "ilse", "karin")
    }
    assert {name for name, phone in reached.items() if phone} == {"alice", "hans", "carla", "farid"}


def test_what_nobody_checked_for_half_a_year_is_stale_until_it_is_checked(
    cast: Cast, employer: Employer
) -> None:
    row = employers.contact_person(employer, checked_on=TODAY - timedelta(days=184))
    assert contact_people_of(cast.alice.actor, employer, TODAY)[0].is_stale
    contact_people.check_contact_person(cast.alice.actor, employer.kvk, row.pk, today=TODAY)
    assert not contact_people_of(cast.alice.actor, employer, TODAY)[0].is_stale


def test_the_second_who_corrects_a_contact_is_told(cast: Cast, employer: Employer) -> None:
    row = _add(cast, employer, "Aad")
    for name, version in (("Adri", 1), ("Ada", 1)):
        new = NewContactPerson(name, phone="0612345678", is_main=True)
        if name == "Adri":
            contact_people.correct_contact_person(
                cast.alice.actor, employer.kvk, row.pk, new, version=version, today=TODAY
            )
            continue
        with pytest.raises(ChangedMeanwhile) as told:
            contact_people.correct_contact_person(
                cast.bob.actor, employer.kvk, row.pk, new, version=version, today=TODAY
            )
        assert told.value.now == {"name": "Adri"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "Aad", "phone": "bel maar"},
        {"name": "Aad", "phone": "1"},
        {"name": "Aad", "phone": "", "email": "geen adres"},
        {"name": "Aad", "phone": "", "email": ""},
        {"name": "Aad", "function": "x" * 121},
    ],
)
def test_a_contact_that_cannot_be_reached_is_refused(
    cast: Cast, employer: Employer, wrong: dict[str, str]
) -> None:
    with pytest.raises(Refused):
        _add(cast, employer, **wrong)
    assert not ContactPerson.objects.exists()


def test_the_face_says_that_nobody_owns_or_spoke(employer: Employer) -> None:
    face = face_of(employer, TODAY)
    assert (face.owner, face.last, face.offer, face.may_be_approached) == (None, None, None, True)
