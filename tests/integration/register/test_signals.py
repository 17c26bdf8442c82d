"""What warns early, what comes after work, and what is counted as loss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meedoen.access.models import Account, JournalEntry, Organisation
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.register.checks import ChangedMeanwhile
from meedoen.register.durability import ending
from meedoen.register.durability.available import available_again
from meedoen.register.durability.history import work_over_time
from meedoen.register.durability.listing import SignalFilters, signals_of, signals_visible_to
from meedoen.register.durability.losses import losses_of
from meedoen.register.durability.models import AfterWork, Check, CheckLink
from meedoen.register.durability.moments import BY_CODE
from meedoen.register.durability.signals import TABLE
from meedoen.register.fits.searching import people_for
from meedoen.register.people.models import Person
from meedoen.register.placements.models import Placement
from meedoen.register.privacy.holders import everything_kept, forget_everywhere
from meedoen.register.rounds.taking_part import around_people
from tests.factories import access, bench, coaching, durability, jobs, proposals, register
from tests.factories.access import TODAY, Cast, Member

DAY = timedelta(days=1)
SignIn = Callable[[Member], Client]
# Halfway a moment and the next: nothing is due, and nothing is late.
CALM = TODAY - 450 * DAY


def _placement(**more: Any) -> Placement:
    return register.placement(**{"starts_on": CALM, **more})


def _codes(placement: Placement) -> list[str]:
    return [one.code for one in signals_of(placement, TODAY)]


def _fell(on: date, to: str = "16") -> Placement:
    row = _placement(hours="24")
    row.contract_hours.create(starts_on=on, hours_week=Decimal(to))
    return row


def _paid(hours: str, **more: Any) -> Placement:
    return _placement(hours="24", paid={date(2018, 3, 1): hours}, **more)


def _said(voice: str, *, on: date = TODAY, **answers: str) -> Placement:
    row = _placement()
    durability.check(row, voice, "months_12", on=on, **answers)
    return row


def _differ() -> Placement:
    row = _said("person")
    durability.check(row, "employer", "months_12", keep="no")
    return row


def _heard_better() -> Placement:
    row = _said("person", goes="bad")
    durability.check(row, "person", "months_24")
    return row


def _renewed(starts_on: date) -> Placement:
    row = _placement(ended=(TODAY + 40 * DAY, "contract_ended"))
    register.placement(person=row.person, starts_on=starts_on)
    return row


def _from_bench() -> Placement:
    firm = register.employer()
    job = jobs.job(firm)
    bench.draft(bench.bench(firm), job=job, donor_changed_on=TODAY - 3 * DAY)
    return _placement(employer=firm, job=job)


def _coached(*, left: bool, stands_in: bool = False) -> Placement:
    coach = access.account("Cor Coach", "consulent", at=Organisation.objects.get(municipality="GM0106"))
    instead = access.account("Ine Invaller", "consulent", at=coach.organisation) if stands_in else None
    row = _placement()
    coaching.granted(coach, placement=row, starts_on=TODAY - 30 * DAY, substitute_id=instead and instead.pk)
    Account.objects.filter(pk=coach.pk).update(is_active=not left)
    return row


SITUATIONS: dict[str, tuple[Callable[[], Placement], list[str]]] = {
    "calm": (_placement, []),
    "fewer hours": (lambda: _fell(TODAY - 20 * DAY), ["hours_fell"]),
    "more hours": (lambda: _fell(TODAY - 20 * DAY, "32"), []),
    "fewer hours long ago": (lambda: _fell(TODAY - 91 * DAY), []),
    "fewer hours soon": (lambda: _fell(TODAY + 20 * DAY), ["hours_fell"]),
    # 24 hours a week give 106,29 hours in March; nine tenths are 95,66.
    "paid less": (lambda: _paid("95"), ["paid_low"]),
    "paid nearly all": (lambda: _paid("96"), []),
    "paid less in the month it began": (lambda: _paid("20", starts_on=date(2018, 3, 20)), []),
    "ill": (lambda: _said("employer", sick="yes"), ["sick"]),
    "not ill": (lambda: _said("employer", sick="unknown"), []),
    "badly": (lambda: _said("person", goes="bad"), ["badly"]),
    "badly, long ago": (lambda: _said("person", goes="bad", on=TODAY - 120 * DAY), []),
    "badly, and better since": (_heard_better, []),
    "no help": (lambda: _said("person", help="no"), ["help"]),
    "wants to leave": (lambda: _said("person", stay="no"), ["leaving"]),
    "they differ": (_differ, ["leaving", "disagree"]),
    "ends": (lambda: _placement(ended=(TODAY + 40 * DAY, "contract_ended")), ["ends_soon"]),
    "ends later": (lambda: _placement(ended=(TODAY + 61 * DAY, "contract_ended")), []),
    "ends and goes on": (lambda: _renewed(TODAY + 50 * DAY), []),
    "ends and works on": (lambda: _renewed(TODAY - 200 * DAY), []),
    "the coach is there": (lambda: _coached(left=False), []),
    "the coach left": (lambda: _coached(left=True), ["coach_left"]),
    "the coach left, another stands in": (lambda: _coached(left=True, stands_in=True), []),
    "the function changed": (_from_bench, ["donor_changed"]),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_signal_is_there_as_long_as_what_it_says_is_so(name: str, cast: Cast) -> None:
    make, expected = SITUATIONS[name]
    row = make()
    assert _codes(row) == expected
    assert all(one.detail for one in signals_of(row, TODAY))
    page = signals_visible_to(cast.hans.actor, SignalFilters(TODAY))
    found = {one.pk: [each.code for each in one.signals] for one in page.rows}
    assert found.get(row.pk, []) == expected


def test_a_check_is_late_until_every_voice_is_heard(cast: Cast) -> None:
    late = BY_CODE["months_6"].last_start(TODAY - 15 * DAY)
    in_time = BY_CODE["months_6"].last_start(TODAY - 14 * DAY)
    row, young = register.placement(starts_on=late), register.placement(starts_on=in_time)
    assert (_codes(row), _codes(young)) == (["check_late"], [])
    (signal,) = signals_of(row, TODAY)
    assert signal.detail.endswith("de kandidaat, de werkgever, de coach of consulent")
    for voice in ("person", "employer"):
        durability.check(row, voice, "months_6")
    assert signals_of(row, TODAY)[0].detail.endswith("gehoord: de coach of consulent")
    durability.check(row, "coach", "months_6")
    assert _codes(row) == []


def test_the_list_is_narrowed_and_holds_only_who_is_in_sight(cast: Cast) -> None:
    mine = register.person(name="Mijn Mens")
    register.member(mine, cast.hans.account)
    kept = _placement(person=mine, ended=(TODAY + 20 * DAY, "contract_ended"))
    other = _placement(ended=(TODAY + 20 * DAY, "contract_ended"))
    durability.check(other, "employer", "months_12", sick="yes")
    hidden = register.person(state="protected")
    _placement(person=hidden, ended=(TODAY + 20 * DAY, "contract_ended"))

    def shown(actor: Any, **more: Any) -> set[int]:
        return {one.pk for one in signals_visible_to(actor, SignalFilters(TODAY, **more)).rows}

    hans = cast.hans.actor
    assert shown(hans) == {kept.pk, other.pk}
    assert shown(hans, kind="sick") == {other.pk}
    assert shown(hans, is_mine=True) == {kept.pk}
    assert shown(hans, municipality="GM0047") == set()
    assert shown(cast.bob.actor) == set()
    # Who sees placements without names sees nothing of what was said about them.
    assert shown(cast.carla.actor) == set()


@pytest.mark.django_db(transaction=False)
def test_two_hundred_placements_take_as_many_questions_as_two(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    def fill(number: int) -> None:
        for _turn in range(number):
            durability.check(_placement(), "person", "months_12", goes="bad")

    def ask(most: int) -> None:
        with django_assert_num_queries(most):
            signals_visible_to(cast.hans.actor, SignalFilters(TODAY))

    fill(2)
    ask(6)
    fill(60)
    ask(6)


def _ended(cast: Cast, row: Placement, then: str = "pool", because: str = "", **more: Any) -> Placement:
    reason = more.get("reason", "contract_ended")
    return ending.end_work(
        cast.hans.actor, row.number, more.get("on", TODAY), reason, then, because, today=TODAY
    )


def _findable(cast: Cast, **more: Any) -> Person:
    person = proposals.findable(TODAY, **more)
    register.member(person, cast.hans.account)
    return person


def test_work_ends_and_the_person_is_found_again_the_same_day(cast: Cast) -> None:
    person = _findable(cast, name="Pieter Puik")
    row = _placement(person=person)
    job = proposals.fitting_job()
    assert str(person.pk) not in around_people(TODAY).arrived
    assert not available_again(cast.hans.actor, TODAY, 9)
    _ended(cast, row)
    assert str(person.pk) in around_people(TODAY).arrived
    found = people_for(cast.hans.actor, job.number, TODAY)
    assert person.number in {one.number for one in found.people.values()}
    (free,) = available_again(cast.hans.actor, TODAY, 9)
    assert (free.person, free.last_on, free.is_agreed, free.is_findable) == (
        "Pieter Puik",
        TODAY - DAY,
        True,
        True,
    )


def test_who_stops_or_goes_straight_on_is_not_offered_work(cast: Cast) -> None:
    for then, because in (("stops", "own_choice"), ("work", "")):
        person = _findable(cast)
        _ended(cast, _placement(person=person), then, because)
    gone = _findable(cast)
    _ended(cast, _placement(person=gone), "stops", "retired", reason="retired")
    both = _findable(cast)
    _placement(person=both, hours="8")
    _ended(cast, _placement(person=both, hours="8"))
    assert not available_again(cast.hans.actor, TODAY, 9)


def test_the_end_and_what_comes_after_it_are_one_deed(cast: Cast, monkeypatch: Any) -> None:
    row = _placement()
    for then, because, reason in (
        ("", "", "resigned"),
        ("stops", "", "resigned"),
        ("pool", "", "deceased"),
        ("pool", "", "nobody knows"),
    ):
        with pytest.raises(Refused):
            _ended(cast, row, then, because, reason=reason)
    with pytest.raises(NotAllowed):
        ending.end_work(cast.carla.actor, row.number, TODAY, "resigned", "pool", today=TODAY)
    monkeypatch.setattr(AfterWork, "save", _breaks)
    with pytest.raises(RuntimeError):
        _ended(cast, row)
    row.refresh_from_db()
    assert (row.ends_before, JournalEntry.objects.filter(deed="placement.end").count()) == (None, 0)


def _breaks(*_args: Any, **_more: Any) -> None:
    raise RuntimeError


def test_the_same_end_sent_twice_is_one_end(cast: Cast) -> None:
    row = _placement()
    for _turn in range(2):
        _ended(cast, row)
    assert JournalEntry.objects.filter(deed__in=("placement.end", "placement.after")).count() == 2
    with pytest.raises(Refused, match="al beëindigd"):
        _ended(cast, row, reason="resigned")


def test_what_comes_next_can_be_said_later(cast: Cast) -> None:
    row = _placement(ended=(TODAY - 3 * DAY, "contract_ended"))

    def say(then: str, because: str = "", version: int = 0) -> AfterWork:
        return ending.say_what_comes_next(
            cast.hans.actor, row.number, then, because, version=version, today=TODAY
        )

    assert say("pool").pk == say("pool").pk
    with pytest.raises(ChangedMeanwhile):
        say("stops", "training")
    assert say("stops", "training", 1).version == 2
    going = _placement()
    with pytest.raises(Refused, match="loopt nog"):
        ending.say_what_comes_next(cast.hans.actor, going.number, "pool", version=0, today=TODAY)


def test_a_mistake_that_is_mended_is_no_loss_and_takes_its_words_along(cast: Cast) -> None:
    row = _placement()
    durability.check(row, goes="bad")
    durability.link(row, "drie")
    _ended(cast, row, reason="resigned")
    new = ending.correct_work(
        cast.hans.actor, row.number, {"ends_before": None, "end_reason": ""}, "verkeerd", today=TODAY
    )
    assert Check.objects.get().placement == new
    assert CheckLink.objects.get().placement == new
    assert not AfterWork.objects.exists()
    found = losses_of(cast.carla.actor, 2018, "reden", least=1, today=TODAY)
    assert (found.whole.began, found.whole.ended) == (0, 0)


def test_loss_is_told_by_reason_with_what_began_and_the_net(cast: Cast) -> None:
    started = date(2018, 1, 15)
    for reason, number in (("resigned", 6), ("to_job", 12), ("contract_ended", 13)):
        for _turn in range(number):
            register.placement(starts_on=started, ended=(date(2018, 4, 1), reason))
    for _turn in range(11):
        register.placement(starts_on=date(2018, 4, 2))
    register.placement(starts_on=started, ended=(TODAY + 2 * DAY, "resigned"))
    whole = losses_of(cast.hans.actor, 2018, "reden", least=10, today=TODAY)
    # The desk of the one municipality may count them all; the last one still runs.
    assert {one.words: one.ended for one in whole.groups} == {
        "contract liep af": 13,
        "zelf opgezegd": 6,
        "ging over in een dienstverband": 12,
    }
    total = whole.whole
    assert (total.began, total.ended, total.lost, total.net) == (43, 31, 19, 12)
    assert [(one.began, one.ended) for one in whole.quarters] == [(32, 31), (11, 0), (0, 0), (0, 0)]
    from_outside = losses_of(cast.carla.actor, 2018, "reden", least=10, today=TODAY)
    told = {one.words: one.ended for one in from_outside.groups}
    assert told["zelf opgezegd"] == "< 10"
    # Else the six would be the whole less the other two.
    assert sum(isinstance(one, int) for one in told.values()) <= 1
    protected = register.person(state="protected")
    register.placement(person=protected, starts_on=started, ended=(date(2018, 4, 1), "moved"))
    again = losses_of(cast.hans.actor, 2018, "reden", least=10, today=TODAY)
    assert again.whole == total, "who is protected is not to be counted by whoever is not let in"
    lasted = losses_of(cast.hans.actor, 2018, "duur", least=10, today=TODAY)
    assert [(one.words, one.ended, one.began) for one in lasted.groups] == [("1 tot 3 maanden", 31, None)]


def test_work_over_time_has_its_gaps(cast: Cast) -> None:
    person = register.person(since=date(2016, 1, 1))
    register.placement(
        person=person, starts_on=date(2016, 3, 1), ended=(date(2016, 5, 1), "to_job"), kind="proefplaatsing"
    )
    job = register.placement(person=person, starts_on=date(2016, 5, 1), ended=(date(2017, 1, 1), "resigned"))
    durability.after(job, "stops", "training")
    register.placement(person=person, starts_on=date(2017, 9, 1), ended=(date(2018, 1, 1), "contract_ended"))
    found = work_over_time(cast.hans.actor, person, TODAY)
    assert [(one.state, one.starts_on, one.ends_before) for one in found] == [
        ("pool", date(2016, 1, 1), date(2016, 3, 1)),
        ("trial", date(2016, 3, 1), date(2016, 5, 1)),
        ("work", date(2016, 5, 1), date(2017, 1, 1)),
        ("stopped", date(2017, 1, 1), date(2017, 9, 1)),
        ("work", date(2017, 9, 1), date(2018, 1, 1)),
        ("pool", date(2018, 1, 1), None),
    ]


def test_an_inzage_tells_it_and_nobody_keeps_who_it_was(cast: Cast) -> None:
    row = _placement(ended=(TODAY - DAY, "resigned"))
    durability.check(row, "employer", words="Vaak moe", sick="yes")
    durability.link(row, "drie")
    durability.after(row, "stops", "care")
    told = {one.code: str(one.rows) for one in everything_kept(row.person_id)}
    assert "Vaak moe" in told["work_checks"]
    assert "zorgt voor iemand" in told["after_work"]
    assert "work_check_links" in told
    forget_everywhere([row.person_id])
    check = Check.objects.get()
    assert (check.words, check.answers) == ("", {"goes": "good", "keep": "yes"})
    assert not CheckLink.objects.exists()
    assert AfterWork.objects.get().because == "unknown"


def test_the_pages_say_it_in_words(cast: Cast, sign_in: SignIn) -> None:
    day = timezone.localdate()
    person = register.person(name="Pieter Puik")
    register.member(person, cast.hans.account)
    row = register.placement(person=person, starts_on=day - 400 * DAY)
    durability.check(row, "person", "months_12", on=day, goes="bad")
    browser = sign_in(cast.hans)
    signals = browser.get(reverse("signals")).content.decode()
    assert str(TABLE["badly"].do) in signals
    assert "Pieter Puik" in browser.get(reverse("today")).content.decode()
    assert "md-timebars" in browser.get(reverse("person-history", args=[person.number])).content.decode()
    ended = browser.post(
        reverse("placement-end", args=[row.number]),
        {"ends_before": str(day - DAY), "end_reason": "no_support", "then": "pool"},
    )
    assert ended.status_code == 302
    vandaag = browser.get(reverse("today")).content.decode()
    assert "Wie is weer beschikbaar voor werk?" in vandaag
    assert "niet vindbaar: neem het profiel door" in vandaag
    lost = browser.get(reverse("losses"), {"per": "reden"}).content.decode()
    assert "te weinig begeleiding" in lost
    for wild in ({"jaar": "999999"}, {"jaar": "x", "per": "\x00"}, {"na": "9" * 40}):
        for name in ("losses", "signals"):
            assert browser.get(reverse(name), wild).status_code == 200
