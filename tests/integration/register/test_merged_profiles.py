"""The profile in a merge: it goes along where the other file has none, and else can be read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse

from meedoen.access.models import JournalEntry
from meedoen.register.duplicates.services import merge_people, undo_merge
from meedoen.register.people.models import Person
from meedoen.register.profiles.models import Findability, Plan, Profile, Reach
from meedoen.register.profiles.selectors import profile_of, reach_of, representatives_of
from tests.factories import profiles, register
from tests.factories.access import TODAY, VEENDAM, Cast, Member

SignIn = Callable[[Member], Client]


def _merge(cast: Cast, merged: Person, kept: Person) -> int:
    pair = register.pair(merged, kept)
    merge_people(cast.hans.actor, pair.pk, kept.number, today=TODAY)
    return pair.pk


def test_a_profile_goes_along_to_a_file_without_one_and_comes_back(cast: Cast) -> None:
    """With everything beside it, and with whether someone is findable."""
    merged, kept = register.person(), register.person()
    profiles.profile(merged)
    assert any(model.related_model.objects.exists() for model in Profile._meta.related_objects)
    before = profile_of(merged, TODAY)
    pair = _merge(cast, merged, kept)
    assert profile_of(kept, TODAY) == before
    assert before.is_findable
    assert Findability.objects.get().person == kept
    assert profile_of(merged, TODAY).version == 0
    undo_merge(cast.hans.actor, pair, today=TODAY)
    assert profile_of(merged, TODAY) == before
    assert Findability.objects.get().person == merged
    assert profile_of(kept, TODAY).version == 0


def test_no_row_beside_a_profile_is_forgotten_in_a_merge(cast: Cast) -> None:
    """Whatever kinds there are: each has rows in this profile, and each is with the other file after it."""
    merged, kept = register.person(), register.person()
    profiles.profile(merged)
    _merge(cast, merged, kept)
    for one in Profile._meta.related_objects:
        owners = set(one.related_model.objects.values_list("profile_id", flat=True))
        assert owners == {kept.pk}, one.related_model


def test_how_someone_is_reached_and_when_a_plan_was_discussed_go_along(cast: Cast) -> None:
    merged, kept = register.person(), register.person()
    Reach.objects.create(person=merged, phone="06 12345678")
    Plan.objects.create(person=merged, discussed_on=date(2018, 3, 1))
    mentor = profiles.representative(merged)
    pair = _merge(cast, merged, kept)
    assert reach_of(kept).phone == "06 12345678"
    assert Plan.objects.get().person == kept
    assert representatives_of(kept) == [mentor]
    undo_merge(cast.hans.actor, pair, today=TODAY)
    assert reach_of(merged).phone == "06 12345678"
    assert (Plan.objects.get().person, representatives_of(merged)) == (merged, [mentor])


def test_of_two_profiles_one_stays_behind_and_can_be_read(cast: Cast, sign_in: SignIn) -> None:
    """On the page of the merge, which says so; who reads it leaves a look at that section."""
    merged, kept = register.person(), register.person()
    for person, words in ((merged, "Fietsen maken"), (kept, "Brood bakken")):
        made = profiles.profile(person)
        made.likes = words
        made.save()
    here = reverse("duplicate", args=[_merge(cast, merged, kept)])
    assert Profile.objects.get(person=kept).likes == "Brood bakken"
    page = sign_in(cast.hans).get(here).content.decode()
    assert f"Het profiel van {merged.number} bleef achter" in page
    assert "Fietsen maken" in page
    assert "Brood bakken" not in page
    look = JournalEntry.objects.get(deed="person.see")
    assert (look.subject_id, look.detail["section"], look.is_look) == (kept.number, "profile", True)


def test_what_stayed_behind_is_for_who_reads_that_section(cast: Cast, sign_in: SignIn) -> None:
    """An auditor reads no profile, and a share opens what it names."""
    merged, kept = register.person(), register.person()
    for person in (merged, kept):
        profiles.profile(person)
    here = reverse("duplicate", args=[_merge(cast, merged, kept)])
    veendam = cast.bob.account.organisation
    assert veendam.municipality == VEENDAM
    register.share(kept, veendam, by=cast.hans.account, sections=["work"])
    for who in (cast.farid, cast.bob):
        page = sign_in(who).get(here)
        assert page.status_code == 200
        assert "bleef achter" not in page.content.decode()
    assert not JournalEntry.objects.filter(deed="person.see").exists()


def test_the_page_says_that_a_profile_went_along(cast: Cast, sign_in: SignIn) -> None:
    merged, kept = register.person(), register.person()
    profiles.profile(merged)
    page = sign_in(cast.hans).get(reverse("duplicate", args=[_merge(cast, merged, kept)])).content.decode()
    assert "profiel" in page.partition("Meegegaan:")[2].partition("</p>")[0]
    assert "bleef achter" not in page
