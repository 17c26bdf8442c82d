"""Who sees which accounts and which entries of the journal: if and only if."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meedoen.access import journal, selectors, sessions
from meedoen.access.actors import Actor, actor_for
from meedoen.access.models import Account, JournalEntry, Organisation
from meedoen.access.selectors import JournalFilter
from tests.factories import access
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db

TODAY = access.TODAY


def nobody_hides(_actor: object, _subjects: object) -> frozenset[tuple[str, str]]:
    """No file is protected here."""
    return frozenset()


@pytest.fixture
def far(cast: Cast) -> Account:
    """Someone of another region."""
    return access.account("Steven Steen", "consulent", at=access.organisation("Zwolle", region="AM36"))


@pytest.fixture
def local(cast: Cast) -> Actor:
    return actor_for(access.account("Anna Assen", "administrator", at=cast.alice.account.organisation), TODAY)


def _accounts(actor: Actor) -> set[str]:
    page = selectors.accounts_visible_to(actor, day=TODAY, limit=500)
    return {row.account.name for row in page.rows}


def test_accounts_are_seen_by_who_oversees_them(cast: Cast, far: Account, local: Actor) -> None:
    region = {member.account.name for member in cast} | {"Anna Assen"}
    assert _accounts(cast.jan.actor) == region
    assert _accounts(cast.farid.actor) == region
    assert _accounts(local) == {"Alice Aalders", "Hans Hofman", "Greta Groen", "Anna Assen"}
    for name in ("alice", "bob", "carla", "greta", "hans", "ilse", "karin"):
        assert _accounts(cast.named(name).actor) == set()


def test_one_account_is_seen_on_the_same_ground(cast: Cast, far: Account, local: Actor) -> None:
    assert selectors.account_visible_to(local, cast.alice.account.pk, day=TODAY) is not None
    assert selectors.account_visible_to(local, cast.bob.account.pk, day=TODAY) is None
    assert selectors.account_visible_to(cast.jan.actor, far.pk, day=TODAY) is None
    assert selectors.account_visible_to(cast.alice.actor, cast.alice.account.pk, day=TODAY) is None


def test_an_auditor_of_one_organisation_sees_that_one(cast: Cast, far: Account) -> None:
    auditor = actor_for(access.account("Frits", "auditor", at=far.organisation), TODAY)
    assert _accounts(auditor) == {"Steven Steen", "Frits"}


def test_a_successor_oversees_what_merged_into_it(cast: Cast, local: Actor) -> None:
    old = access.organisation("Haren")
    Organisation.objects.filter(pk=old.pk).update(
        ends_before=TODAY, successor=cast.alice.account.organisation
    )
    who = access.account("Hanna Haan", "consulent", at=old)
    assert who.name in _accounts(local)
    journal.enter(actor_for(who, date(2017, 1, 1)), "placement.register", "placement", 1)
    assert _subjects(local) == {"plaatsing 1"}


def _subjects(actor: Actor, **wanted: object) -> set[str]:
    page = selectors.journal_visible_to(actor, JournalFilter(**wanted), hides=nobody_hides)  # type: ignore[arg-type]
    return {row.subject for row in page.rows}


@pytest.fixture
def history(cast: Cast, far: Account) -> None:
    journal.enter(cast.alice.actor, "placement.register", "placement", "assen")
    journal.enter(cast.bob.actor, "person.see", "person", "veendam", is_look=True)
    journal.enter(actor_for(far, TODAY), "placement.register", "placement", "zwolle")
    sessions.note_failure("session.fail", email="niemand@elders.example")


def test_entries_are_seen_by_who_oversees_the_organisation(cast: Cast, history: None, local: Actor) -> None:
    region = {"plaatsing assen", "kandidaat veendam", "account"}
    assert _subjects(cast.jan.actor) == region
    assert _subjects(cast.farid.actor) == region
    assert _subjects(local) == {"plaatsing assen"}
    for name in ("alice", "bob", "carla", "greta", "hans", "ilse", "karin"):
        assert _subjects(cast.named(name).actor) == set()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"looks": True}, {"kandidaat veendam"}),
        ({"looks": False}, {"plaatsing assen", "account"}),
        ({"deed": "placement.register"}, {"plaatsing assen"}),
        ({"subject_kind": "person"}, {"kandidaat veendam"}),
        ({"subject_kind": "person", "subject_id": "assen"}, set()),
        ({"subject_id": "assen"}, {"plaatsing assen"}),
        ({"who": "bakker"}, {"kandidaat veendam"}),
        ({"day": date(2001, 1, 1)}, set()),
    ],
)
def test_the_journal_can_be_searched(
    cast: Cast, history: None, wanted: dict[str, object], found: set[str]
) -> None:
    assert _subjects(cast.farid.actor, **wanted) == found


def test_a_day_is_a_day_in_the_netherlands(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    # A summer evening in UTC is already the next day here.
    late = datetime(2018, 6, 30, 22, 30, tzinfo=UTC)
    monkeypatch.setattr("meedoen.access.journal.timezone.now", lambda: late)
    journal.enter(cast.alice.actor, "placement.end", "placement", "juli")
    assert _subjects(cast.farid.actor, day=date(2018, 7, 1)) == {"plaatsing juli"}
    assert _subjects(cast.farid.actor, day=date(2018, 6, 30)) == set()


def test_pages_of_the_journal_join_up(cast: Cast) -> None:
    journal.enter_many(
        cast.alice.actor, (journal.Note("person.register", "person", str(n)) for n in range(25))
    )
    seen: list[int] = []
    before = None
    while True:
        page = selectors.journal_visible_to(
            cast.farid.actor, JournalFilter(), hides=nobody_hides, before=before, limit=10
        )
        seen += [row.entry.pk for row in page.rows]
        before = page.next_before
        if before is None:
            break
    assert seen == list(JournalEntry.objects.order_by("-pk").values_list("pk", flat=True))


def test_pages_of_accounts_join_up_even_for_namesakes(cast: Cast) -> None:
    for _number in range(12):
        access.account("Jan Jansen", "consulent", at=cast.alice.account.organisation)
    seen: list[int] = []
    after = None
    while True:
        page = selectors.accounts_visible_to(cast.jan.actor, day=TODAY, after=after, limit=5)
        seen += [row.account.pk for row in page.rows]
        after = page.next_after
        if after is None:
            break
    assert sorted(seen) == sorted(Account.objects.values_list("pk", flat=True))
    assert len(seen) == len(set(seen))


def test_a_longer_list_asks_no_more_questions(cast: Cast) -> None:
    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            selectors.accounts_visible_to(cast.jan.actor, day=TODAY, limit=500)
            selectors.journal_visible_to(cast.jan.actor, JournalFilter(), hides=nobody_hides, limit=500)
        return len(asked)

    journal.enter(cast.jan.actor, "account.invite", "account", cast.bob.account.pk)
    few = questions()
    for number in range(40):
        who = access.account(f"Persoon {number}", "consulent", at=cast.alice.account.organisation)
        journal.enter(cast.jan.actor, "account.invite", "account", who.pk)
    assert questions() == few


def test_a_colleague_is_named_and_a_candidate_is_not(cast: Cast) -> None:
    journal.enter(cast.jan.actor, "account.invite", "account", cast.bob.account.pk)
    journal.enter(cast.alice.actor, "person.see", "person", "4711", is_look=True)
    assert _subjects(cast.farid.actor) == {"account Bob Bakker", "kandidaat 4711"}
