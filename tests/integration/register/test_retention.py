"""The end of a file: decided on, announced, put off, and carried out so that every number stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from meedoen.access.actors import actor_for, system
from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused, Several
from meedoen.counting import INDICATORS, Question
from meedoen.primitives.period import Quarter
from meedoen.register.checks import NeedsConfirmation
from meedoen.register.duplicates.models import Pair
from meedoen.register.people.models import CircleMember, Person, SearchWord, Share
from meedoen.register.people.services import move_person, record_contact
from meedoen.register.placements.models import Placement
from meedoen.register.privacy.due import cutoff, due_people
from meedoen.register.privacy.ending import (
    announce,
    anonymise_due,
    pause_notice,
    resume_notice,
    set_term,
)
from meedoen.register.privacy.models import Category, RetentionNotice
from meedoen.register.privacy.plan import retention_plan
from meedoen.register.privacy.services import answer_request
from meedoen.steering.counted import facts_of_register
from tests.factories import access, privacy, register
from tests.factories.access import TODAY, VEENDAM, Cast, Member

pytestmark = pytest.mark.django_db
OLD = date(2014, 1, 1)
SPAN = Quarter(2017, 4)


@pytest.fixture
def jan(cast: Cast) -> Member:
    """Administrator of the region."""
    return cast.jan


def _old(**more: Any) -> Person:
    """Someone nobody spoke to since 2014."""
    return register.person(**{"registered_on": OLD, "since": OLD, "last_contact_on": OLD, **more})


def _due(category: str = "without_placement") -> list[int]:
    return sorted(due_people("AM01", category, TODAY).values_list("pk", flat=True))


def _refused(call: Any) -> dict[str | None, str]:
    with pytest.raises(Refused) as caught:
        call()
    refusal = caught.value
    refusals = refusal.refusals if isinstance(refusal, Several) else [refusal]
    return {one.field: one.message for one in refusals}


def test_without_a_term_nothing_is_due(jan: Member) -> None:
    """No default passes for law."""
    _old()
    assert _due() == []
    assert cutoff("AM01", "without_placement", TODAY) is None
    assert announce(jan.actor, today=TODAY) == {"without_placement": 0, "with_placement": 0, "reach": 0}
    assert [one.term for one in retention_plan(jan.actor, TODAY).categories] == [None] * 4


def test_only_the_latest_decision_of_the_region_holds(jan: Member) -> None:
    """The decision before it can be read back; one of another region does nothing here."""
    person = _old()
    set_term(jan.actor, "without_placement", 24, "Archiefbesluit", today=TODAY)
    assert _due() == [person.pk]
    set_term(jan.actor, "without_placement", 240, "Langer, na advies", today=TODAY)
    assert _due() == []
    privacy.term(months=12, region="AM02")
    assert _due() == []
    set_term(jan.actor, "without_placement", None, "Eerst overleg", today=TODAY)
    assert cutoff("AM01", "without_placement", TODAY) is None


def test_a_term_that_cannot_be_is_refused_at_its_field(jan: Member) -> None:
    """And a reason that names someone's illness is asked once more."""
    wrong = _refused(lambda: set_term(jan.actor, "on_request", 1201, " ", today=TODAY))
    assert set(wrong) == {"category", "months", "reason"}
    with pytest.raises(NeedsConfirmation):
        set_term(jan.actor, "journal", 12, "dossier met autisme", today=TODAY)


def test_only_the_administrator_of_the_region_decides_and_runs(cast: Cast) -> None:
    """An administrator of a municipality has the power for nothing here."""
    local = access.account("Lotte Local", "administrator", at=cast.alice.account.organisation)
    for actor in (cast.hans.actor, cast.farid.actor, cast.carla.actor, actor_for(local, TODAY)):
        with pytest.raises(NotAllowed):
            set_term(actor, "journal", 12, "Besluit", today=TODAY)
        with pytest.raises(NotAllowed):
            announce(actor, today=TODAY)
        with pytest.raises(NotAllowed):
            anonymise_due(actor, today=TODAY)


def test_who_is_due_was_quiet_for_the_whole_term(cast: Cast) -> None:
    """One month is one month: a day short of it is not yet."""
    privacy.term(months=24)
    edge = date(2016, 4, 30)
    exactly = register.person(registered_on=OLD, last_contact_on=edge)
    register.person(registered_on=OLD, last_contact_on=edge + timedelta(days=1))
    register.person(registered_on=edge + timedelta(days=1), last_contact_on=None)
    never = register.person(registered_on=OLD, last_contact_on=None)
    left = _old()
    left.registrations.update(ends_before=date(2017, 1, 1), ended_because="own_request")
    assert _due() == [exactly.pk, never.pk]


def test_work_decides_in_which_category_someone_falls(cast: Cast) -> None:
    """Who works now, or did within the term, is not due in any."""
    privacy.term("without_placement", 24)
    privacy.term("with_placement", 24)
    idle, worked, recent, working = _old(), _old(), _old(), _old()
    register.placement(person=worked, starts_on=OLD, ended=(date(2015, 1, 1), "resigned"))
    register.placement(person=recent, starts_on=OLD, ended=(date(2017, 1, 1), "resigned"))
    register.placement(person=working, starts_on=OLD)
    assert _due("without_placement") == [idle.pk]
    assert _due("with_placement") == [worked.pk]


def test_who_something_is_going_on_with_is_not_due(cast: Cast) -> None:
    """A request, a share, a hand-over, the wish to keep everything, or another region."""
    privacy.term()
    veendam = cast.bob.account.organisation
    privacy.request(_old())
    register.share(_old(), veendam, by=cast.hans.account)
    offered = _old()
    offered.hand_overs.create(
        from_organisation=offered.responsible,
        to_organisation=veendam,
        because="moved",
        asked_by=cast.hans.account,
        asked_on=TODAY,
        answer_by=TODAY,
    )
    privacy.restriction(_old(), "stored_only")
    _old(responsible=access.organisation("Elders", region="AM02"))
    _old(state="anonymised")
    ended = _old()
    register.share(ended, veendam, by=cast.hans.account, ends_before=date(2016, 1, 1))
    assert _due() == [ended.pk]


def test_the_plan_counts_by_municipality_and_writes_nothing(cast: Cast) -> None:
    """The administrator reads numbers; the auditor reads who, as far as sight goes."""
    privacy.term()
    here, there = _old(), _old(municipality=VEENDAM)
    announced, ready, paused, back = _old(), _old(), _old(), _old(last_contact_on=TODAY)
    privacy.notice(announced, due_on=TODAY + timedelta(days=1))
    privacy.notice(ready)
    privacy.notice(paused, state="paused", paused_until=TODAY + timedelta(days=1), pause_reason="audit")
    privacy.notice(back)
    entries = JournalEntry.objects.count()
    plan = retention_plan(cast.jan.actor, TODAY).categories[0]
    counted = {
        row.municipality: (row.due, row.announced, row.ready, row.paused, row.back) for row in plan.rows
    }
    assert counted == {"Assen": (1, 1, 1, 1, 1), "Veendam": (1, 0, 0, 0, 0)}
    assert plan.total.due == 2
    assert plan.who == ()
    seen = retention_plan(cast.farid.actor, TODAY).categories[0].who
    assert [one.pk for one in seen] == [one.pk for one in (here, there, announced, ready, paused, back)]
    assert JournalEntry.objects.count() == entries
    assert RetentionNotice.objects.count() == 4


def test_everyone_is_told_once_and_a_month_ahead(jan: Member) -> None:
    """A second run the same day does nothing."""
    privacy.term()
    person = _old()
    assert announce(jan.actor, today=TODAY)["without_placement"] == 1
    notice = RetentionNotice.objects.get()
    assert (notice.person_id, notice.due_on) == (person.pk, TODAY + timedelta(days=30))
    assert announce(jan.actor, today=TODAY)["without_placement"] == 0
    told = JournalEntry.objects.filter(deed="retention.announce", subject_kind="person")
    assert [one.subject_id for one in told] == [person.number]


def test_before_its_day_nothing_is_done_and_on_its_day_it_is(jan: Member) -> None:
    """The day that was named is the first on which it can happen."""
    privacy.term()
    person = _old()
    announce(jan.actor, today=TODAY)
    day = TODAY + timedelta(days=30)
    anonymise_due(jan.actor, today=day - timedelta(days=1))
    person.refresh_from_db()
    assert person.state == "open"
    assert [one.anonymised for one in anonymise_due(jan.actor, today=day)] == [1, 0, 0, 0]
    person.refresh_from_db()
    assert person.state == "anonymised"
    assert RetentionNotice.objects.get().state == "done"
    assert [one.anonymised for one in anonymise_due(jan.actor, today=day)] == [0, 0, 0, 0]


def test_who_is_back_stays_and_the_notice_lapses(cast: Cast) -> None:
    """The reason is looked at anew on the day itself."""
    privacy.term()
    person = _old()
    notice = privacy.notice(person)
    record_contact(cast.hans.actor, person.number, TODAY, today=TODAY)
    (first, *_rest) = anonymise_due(cast.jan.actor, today=TODAY)
    assert (first.anonymised, first.called_off) == (0, 1)
    person.refresh_from_db()
    notice.refresh_from_db()
    assert (person.state, notice.state, notice.closed_on) == ("open", "withdrawn", TODAY)


def test_a_pause_holds_until_its_day(cast: Cast) -> None:
    """With a reason, for a year at most; and it can be taken back."""
    privacy.term()
    person = _old()
    privacy.notice(person)
    hans, jan = cast.hans.actor, cast.jan.actor
    wrong = _refused(lambda: pause_notice(hans, person.number, "zomaar", TODAY, today=TODAY))
    assert set(wrong) == {"reason", "until"}
    until = TODAY + timedelta(days=60)
    pause_notice(hans, person.number, "procedure", until, today=TODAY)
    assert sum(one.anonymised for one in anonymise_due(jan, today=until - timedelta(days=1))) == 0
    resume_notice(hans, person.number, today=TODAY)
    assert sum(one.anonymised for one in anonymise_due(jan, today=TODAY)) == 0
    pause_notice(hans, person.number, "procedure", until, today=TODAY)
    assert sum(one.anonymised for one in anonymise_due(jan, today=until)) == 1


def test_who_does_not_see_the_person_cannot_pause(cast: Cast) -> None:
    """The answer is that there is nobody."""
    person = _old()
    privacy.notice(person)
    with pytest.raises(NotFound):
        pause_notice(cast.bob.actor, person.number, "audit", TODAY + timedelta(days=9), today=TODAY)


def test_an_anonymised_file_says_nothing_about_who_it_was(cast: Cast) -> None:
    """Not by name, number, birthday, free text, circle, share, or a file that may be the same person."""
    privacy.term("with_placement", 24)
    person = _old(name="Els Edens", birth_on=date(1990, 6, 15))
    number = person.number
    twin = _old(name="Els Edens")
    register.pair(person, twin)
    CircleMember.objects.create(person=person, account=cast.hans.account, part="fixed", starts_on=OLD)
    register.share(person, cast.bob.account.organisation, by=cast.hans.account, ends_before=date(2015, 1, 1))
    placement = register.placement(
        person=person, starts_on=OLD, ended=(date(2015, 1, 1), "resigned"), correction_reason="broer belde"
    )
    privacy.request(person, state="granted", answered_on=OLD)
    paper = placement.number
    privacy.notice(person, category="with_placement")
    anonymise_due(cast.jan.actor, today=TODAY)
    person.refresh_from_db()
    placement.refresh_from_db()
    assert (person.name, person.birth_on, person.last_contact_on) == (
        "geanonimiseerd",
        date(1990, 1, 1),
        None,
    )
    assert {person.number[:2], placement.number[:2]} == {"A-"}
    assert placement.correction_reason == ""
    assert not CircleMember.objects.exists()
    assert not Share.objects.exists()
    assert not Pair.objects.exists()
    assert not SearchWord.objects.filter(person=person).exists()
    said = " ".join(str(list(one)) for one in JournalEntry.objects.values_list("subject_id", "detail"))
    assert person.number not in said
    assert placement.number not in said
    for gone in (number, person.number):
        assert not Person.objects.visible_to(cast.hans.actor).filter(number=gone).exists()
    assert not Placement.objects.visible_to(cast.hans.actor).filter(number=paper).exists()


def test_a_merged_file_becomes_nobody_with_the_one_it_went_on_in(cast: Cast) -> None:
    """It holds the same name; and its rows do not begin to count again."""
    privacy.term()
    kept = _old(name="Els Edens")
    merged = _old(name="Els Edens", state="merged", merged_into=kept)
    before = _facts()
    privacy.notice(kept)
    anonymise_due(cast.jan.actor, today=TODAY)
    merged.refresh_from_db()
    assert (merged.name, merged.state) == ("geanonimiseerd", "merged")
    assert _facts() == before


def test_a_removal_that_was_granted_needs_no_term_and_no_month(cast: Cast) -> None:
    """The person asked for it; it is done at the next run, by someone else than who granted it."""
    person = register.person(last_contact_on=TODAY)
    asked = privacy.request(person, "verwijdering")
    answer_request(cast.hans.actor, person.number, asked.pk, "granted", today=TODAY)
    (notice,) = RetentionNotice.objects.all()
    assert (notice.category, notice.due_on) == (Category.ON_REQUEST, TODAY)
    assert anonymise_due(cast.jan.actor, today=TODAY)[-1].anonymised == 1


def test_no_number_changes_when_people_become_nobody(cast: Cast) -> None:
    """Every indicator by every breakdown, and the keys of the rows behind it."""
    privacy.term("without_placement", 1)
    privacy.term("with_placement", 1)
    late = date(2021, 1, 1)
    people = _region(cast)
    before, facts = _numbers(), _facts()
    counted = {question.indicator for question, (total, *_parts) in before.items() if total.rows}
    assert len(counted) >= 7, set(INDICATORS) - counted
    jan = system("opruiming", "AM01")
    announce(jan, today=late)
    ended = anonymise_due(jan, today=late + timedelta(days=30))
    assert sum(one.anonymised for one in ended) == len(people)
    assert set(Person.objects.values_list("state", flat=True)) == {"anonymised"}
    facts_of_register.forget()
    assert _facts() == facts
    assert _numbers() == before


def _region(cast: Cast) -> list[Person]:
    """A few people in all the situations that a count tells apart."""
    programme = register.programme()
    market, public = register.employer(), register.employer(sector="overheid")
    assen = cast.alice.account.organisation
    people = [
        register.person(registered_on=OLD, since=date(2015, 5, 1)),
        register.person(ground="1b", moved_from=(VEENDAM, date(2016, 6, 1)), responsible=assen),
        register.person(ground=None),
        register.person(ground="1c"),
        register.person(ground="1a"),
    ]
    ends = (date(2019, 1, 1), date(2017, 12, 1), date(2019, 1, 1), date(2019, 1, 1), date(2019, 1, 1))
    kinds = ("dienstverband", "uitzend_inleen", "wsw_detachering", "beschut_werk", "proefplaatsing")
    for turn, (person, kind) in enumerate(zip(people, kinds, strict=True)):
        register.placement(
            person=person,
            kind=kind,
            employer=public if kind == "dienstverband" else market,
            programme=programme,
            ended=(ends[turn], "resigned"),
            paid={date(2017, 11, 1): "101.25"},
            starts_on=date(2017, 11, 1) if turn == 4 else date(2016, 2 + turn, 1),
        )
    move_person(cast.alice.actor, people[0].number, VEENDAM, date(2018, 1, 15), today=TODAY)
    return people


def _questions() -> Iterator[Question]:
    """Split by all breakdowns at once: each of them apart is a sum of these parts."""
    employer_id = Placement.objects.values_list("employer_id", flat=True).first()
    for code, indicator in INDICATORS.items():
        for attribution in ("woon", "werk"):
            yield Question(
                code,
                SPAN,
                by=indicator.breakdowns,
                attribution=attribution,
                employer_id=employer_id if indicator.needs_employer else None,
            )


def _numbers() -> dict[Question, Any]:
    facts = facts_of_register.current_facts()
    found: dict[Question, Any] = {}
    for question in _questions():
        reading = facts.count(question)
        found[question] = (reading.total, reading.cells)
        if question.attribution == "werk":
            found[question] += ([row.key for row in facts.rows(question)],)
    return found


def _facts() -> dict[str, Any]:
    """All that is counted, whatever is asked about it."""
    return {name: table() for name, table in facts_of_register.TABLES.items()}
