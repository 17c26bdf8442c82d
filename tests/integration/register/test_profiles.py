"""Writing a profile card by card, going through it, and writing many at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from meedoen.access import models as access_models
from meedoen.access.refusals import NotAllowed, NotFound, Refused, Several
from meedoen.register.checks import ChangedMeanwhile, InRow, NeedsConfirmation, NotPossible
from meedoen.register.profiles import services
from meedoen.register.profiles.cards import (
    CARDS,
    Availability,
    Card,
    Conditions,
    Languages,
    OwnWords,
    Paper,
    Schooling,
    Tasks,
    Travel,
    Wishes,
)
from meedoen.register.profiles.models import (
    Certificate,
    Condition,
    Findability,
    Language,
    Profile,
    TaskAnswer,
    Wish,
)
from meedoen.register.profiles.selectors import profile_of
from meedoen.register.profiles.services import NewProfile
from meedoen.register.profiles.work import WORK_FIELDS
from tests.factories import profiles, register
from tests.factories.access import Cast
from tests.integration.register.given import TODAY, deeds


def detail() -> dict[str, object]:
    entry = access_models.JournalEntry.objects.order_by("-id").first()
    assert entry is not None
    return entry.detail


def test_there_is_a_card_for_everything_a_profile_holds() -> None:
    assert {type(card) for card in profiles.CARDS} == set(CARDS.values())


@pytest.mark.parametrize("card", profiles.CARDS, ids=lambda card: type(card).__name__)
def test_what_is_written_on_a_card_is_read_back(cast: Cast, card: Card) -> None:
    person = register.person()
    services.change_profile(cast.alice.actor, person.number, card, version=0, today=TODAY)
    now = profile_of(person, TODAY)
    assert card in now.cards.values()
    assert now.version == 1
    assert deeds() == [("profile.change", "person", person.number)]
    # Writing it once more would change nothing, and says so.
    with pytest.raises(NotPossible, match="niets veranderd"):
        services.change_profile(cast.alice.actor, person.number, card, version=1, today=TODAY)


def test_the_journal_says_which_fields_changed_and_not_what_they_hold(cast: Cast) -> None:
    person = register.person()
    card = OwnWords(likes="Buiten zijn", helps="Rust")
    services.change_profile(cast.alice.actor, person.number, card, version=0, today=TODAY)
    assert detail() == {"card": "own_words", "changed": ["helps", "likes"]}


def test_a_card_is_written_over_and_leaves_no_old_rows(cast: Cast) -> None:
    person = profiles.profile().person
    for card in (
        Wishes(("shop",)),
        Tasks(able=("shop.shelves",)),
        Conditions({"no_night": 1}),
        Languages({"nl": "writes"}),
        Schooling(certificates=(Paper("EHBO"),)),
    ):
        version = profile_of(person, TODAY).version
        services.change_profile(cast.alice.actor, person.number, card, version=version, today=TODAY)
    assert list(Wish.objects.values_list("work_field", flat=True)) == ["shop"]
    assert list(TaskAnswer.objects.values_list("task", flat=True)) == ["shop.shelves"]
    assert list(Condition.objects.values_list("code", flat=True)) == ["no_night"]
    assert list(Language.objects.values_list("language", "level")) == [("nl", "writes")]
    assert list(Certificate.objects.values_list("name", flat=True)) == ["EHBO"]


@pytest.mark.parametrize(
    ("card", "fields"),
    [
        (OwnWords(likes="a" * 2001), ["likes"]),
        (Wishes(("spaceflight",)), ["wishes"]),
        (Wishes(tuple(WORK_FIELDS)[:9]), ["wishes"]),
        (Availability(hours_max=Decimal(41)), ["hours_max"]),
        (Availability(hours_max=Decimal("0.5")), ["hours_max"]),
        (Availability(hours_max=Decimal("24.3")), ["hours_max"]),
        (Availability(hours_max=Decimal("NaN")), ["hours_max"]),
        (Availability(hours_min=Decimal("1E+400")), ["hours_min"]),
        (Availability(hours_min=Decimal(24), hours_max=Decimal(16)), ["hours_max"]),
        (Availability(days=("doomsday",), times=("tea",)), ["days", "times"]),
        (Availability(available_from=date(2030, 1, 1)), ["available_from"]),
        (Availability(available_from=date(1800, 1, 1)), ["available_from"]),
        (Travel("0000 AA", ("broom",), 600), ["means", "postcode", "travel_minutes"]),
        (Travel(postcode="\x00"), []),
        (Travel(postcode="9401 SS"), ["postcode"]),
        (Travel(travel_minutes=-1), ["travel_minutes"]),
        (Schooling(education_level="phd", education_year=1950), ["education_level", "education_year"]),
        (Schooling(education_year=2019), ["education_year"]),
        (Schooling(certificates=(Paper(""),)), ["certificate_0"]),
        (Schooling(certificates=(Paper("VCA", date(2099, 1, 1)),)), ["valid_until_0"]),
        (Schooling(certificates=tuple(Paper(f"VCA {row}") for row in range(13))), ["certificate_0"]),
        (Tasks(able=("\ud800",)), ["able"]),
        (Conditions({"lift_kg": 51}), ["condition_lift_kg"]),
        (Conditions({"quiet_place": 2}), ["condition_quiet_place"]),
        (Conditions({"diagnosis": 1}), [None]),
        (Languages({"xx": "reads"}), ["language_xx"]),
        (Languages({"nl": "sings"}, ("Z",)), ["licences", "language_nl"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, card: Card, fields: list[str | None]) -> None:
    person = register.person()
    if not fields:
        services.change_profile(cast.alice.actor, person.number, card, version=0, today=TODAY)
        return
    with pytest.raises(Refused) as caught:
        services.change_profile(cast.alice.actor, person.number, card, version=0, today=TODAY)
    refusal = caught.value
    refusals = refusal.refusals if isinstance(refusal, Several) else [refusal]
    assert [one.field for one in refusals] == fields
    assert not Profile.objects.exists()
    assert not deeds()


def test_own_words_keep_their_lines_and_lose_what_no_database_keeps(cast: Cast) -> None:
    person = register.person()
    card = OwnWords(likes="Tuin\x00ieren \u200f\n\n en  dieren\ud800 ")
    services.change_profile(cast.alice.actor, person.number, card, version=0, today=TODAY)
    assert Profile.objects.get().likes == "Tuinieren \u200f\n\nen dieren"


def test_the_second_of_two_at_one_card_is_told_and_the_other_card_is_not_in_the_way(cast: Cast) -> None:
    person = profiles.profile().person
    alice, hans = cast.alice.actor, cast.hans.actor
    services.change_profile(alice, person.number, Wishes(("shop",)), version=1, today=TODAY)
    # Opened before, another card: goes through.
    services.change_profile(hans, person.number, Tasks(able=("green.mow",)), version=1, today=TODAY)
    with pytest.raises(ChangedMeanwhile) as caught:
        services.change_profile(hans, person.number, Wishes(("office",)), version=1, today=TODAY)
    assert caught.value.now == {"wishes": ["shop"]}
    assert caught.value.version == 3
    services.change_profile(hans, person.number, Wishes(("office",)), version=3, today=TODAY)
    assert list(Wish.objects.values_list("work_field", flat=True)) == ["office"]


def test_two_who_open_a_profile_that_is_not_there_yet_meet_as_well(cast: Cast) -> None:
    person = register.person()
    services.change_profile(cast.alice.actor, person.number, Wishes(("shop",)), version=0, today=TODAY)
    with pytest.raises(ChangedMeanwhile):
        services.change_profile(cast.hans.actor, person.number, Wishes(()), version=0, today=TODAY)


def test_text_that_does_not_belong_is_asked_about_and_its_keeping_is_entered(cast: Cast) -> None:
    person = register.person()
    card = OwnWords(helps="Rust, want ik heb autisme")
    with pytest.raises(NeedsConfirmation) as caught:
        services.change_profile(cast.alice.actor, person.number, card, version=0, today=TODAY)
    assert caught.value.code == services.KEEP_TEXT
    assert not Profile.objects.exists()
    accepted = frozenset({services.KEEP_TEXT})
    services.change_profile(cast.alice.actor, person.number, card, version=0, accepted=accepted, today=TODAY)
    assert detail() == {"card": "own_words", "changed": ["helps"], "kept": ["diagnosis"]}


@pytest.mark.parametrize("name", ["carla", "farid", "greta", "jan"])
def test_who_may_not_write_profiles_does_not(cast: Cast, name: str) -> None:
    person = register.person()
    with pytest.raises(NotAllowed):
        services.change_profile(
            cast.named(name).actor, person.number, Wishes(("shop",)), version=0, today=TODAY
        )


def test_who_does_not_see_the_person_or_the_section_finds_nothing(cast: Cast) -> None:
    person = register.person()
    bob = cast.bob.actor
    with pytest.raises(NotFound):
        services.change_profile(bob, person.number, Wishes(("shop",)), version=0, today=TODAY)
    register.share(person, cast.bob.account.organisation, by=cast.alice.account, sections=["work"])
    with pytest.raises(NotFound):
        services.change_profile(bob, person.number, Wishes(("shop",)), version=0, today=TODAY)
    register.share(person, cast.bob.account.organisation, by=cast.alice.account, sections=["profile"])
    services.change_profile(bob, person.number, Wishes(("shop",)), version=0, today=TODAY)
    assert Wish.objects.exists()


def test_going_through_a_profile_makes_it_fresh_and_an_earlier_day_does_not_push_it_away(
    cast: Cast,
) -> None:
    person = profiles.profile(stale=True).person
    actor = cast.alice.actor
    assert not profile_of(person, TODAY).is_findable
    services.confirm_profile(actor, person.number, date(2018, 4, 1), today=TODAY)
    assert profile_of(person, TODAY).is_findable
    assert Findability.objects.get().confirmed_on == date(2018, 4, 1)
    for on in (date(2018, 3, 1), date(2018, 5, 1)):
        with pytest.raises(Refused):
            services.confirm_profile(actor, person.number, on, today=TODAY)
    assert deeds() == [("profile.confirm", "person", person.number)]


def test_a_profile_that_is_not_there_cannot_be_gone_through(cast: Cast) -> None:
    person = register.person()
    with pytest.raises(NotPossible):
        services.confirm_profile(cast.alice.actor, person.number, TODAY, today=TODAY)


def test_many_profiles_are_written_at_once_over_what_was_there(cast: Cast) -> None:
    fresh, standing = register.person(), profiles.profile().person
    news = [
        NewProfile(fresh.number, profiles.CARDS, TODAY),
        NewProfile(standing.number, (Wishes(("shop",)),)),
    ]
    assert services.write_profiles(cast.alice.actor, news, today=TODAY) == 2
    cards = profile_of(fresh, TODAY).cards.values()
    assert all(card in cards for card in profiles.CARDS)
    assert profile_of(fresh, TODAY).is_findable
    assert Findability.objects.get(person=fresh).missing == 0
    now = profile_of(standing, TODAY)
    assert now.cards["wishes"] == Wishes(("shop",))
    assert now.cards["travel"] == profiles.CARDS[3]
    assert now.confirmed_on == TODAY
    assert len(deeds()) == 2


@pytest.mark.parametrize("case", ["wrong card", "unknown person", "twice", "out of sight", "later day"])
def test_one_wrong_row_of_many_writes_nothing(cast: Cast, case: str) -> None:
    good, other = register.person(), register.person(municipality="GM0047", responsible=_veendam())
    wrong = {
        "wrong card": NewProfile(register.person().number, (Wishes(("x",)),)),
        "unknown person": NewProfile("K-999999", ()),
        "twice": NewProfile(good.number, ()),
        "out of sight": NewProfile(other.number, ()),
        "later day": NewProfile(register.person().number, (), date(2019, 1, 1)),
    }[case]
    with pytest.raises(InRow) as caught:
        services.write_profiles(
            cast.alice.actor, [NewProfile(good.number, profiles.CARDS), wrong], today=TODAY
        )
    assert caught.value.row == 2
    assert not Profile.objects.exists()
    assert not Findability.objects.exists()
    assert not deeds()


def _veendam() -> access_models.Organisation:
    return access_models.Organisation.objects.get(name="Veendam")
