"""Protected files that nobody can open any more, and how a consulent is let in to them again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.models import Account, JournalEntry
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.access.services import change_roles, close_account, end_organisation
from meedoen.register.people.models import Named, Person
from meedoen.register.people.protecting import let_in, protect_person
from meedoen.register.people.selectors import person_by_number
from meedoen.register.people.stranded import stranded_at
from tests.factories import access, register
from tests.factories.access import Cast, Member
from tests.integration.register.given import TODAY

SignIn = Callable[[Member], Client]


@pytest.fixture
def tess(cast: Cast) -> Account:
    """A second consulent of Assen."""
    return access.account("Tess Tuin", "consulent", at=cast.hans.account.organisation)


@pytest.fixture
def hidden(cast: Cast) -> Person:
    """A protected inhabitant of Assen, whom Hans guides and Alice knows."""
    person = register.person(name="Verborgen Vreemdeling")
    protect_person(
        cast.hans.actor, person.number, because="threat", account_ids=[cast.alice.account.pk], today=TODAY
    )
    return person


def _counts(cast: Cast) -> list[tuple[str, int]]:
    return [(one.name, one.files) for one in stranded_at(cast.jan.actor, TODAY)]


def _close(cast: Cast, account: Account) -> None:
    close_account(cast.jan.actor, account.pk, today=TODAY)


def test_a_file_that_a_consulent_opens_is_not_stranded(cast: Cast, hidden: Person, tess: Account) -> None:
    register.named(hidden, tess)
    assert _counts(cast) == []
    _close(cast, cast.hans.account)
    assert _counts(cast) == []


@pytest.mark.parametrize("how", ["closed", "other role"])
def test_a_file_whose_last_consulent_loses_access_is_counted_by_its_keeper(
    cast: Cast, hidden: Person, how: str
) -> None:
    """However that happened: it is read off who can open it today. An account manager is not enough."""
    if how == "closed":
        _close(cast, cast.hans.account)
    else:
        hans = cast.hans.account
        change_roles(cast.jan.actor, hans.pk, roles=["controller"], starts_on=TODAY, today=TODAY)
    assert _counts(cast) == [("Assen", 1)]


def test_the_administrator_lets_a_consulent_of_the_keeper_in(
    cast: Cast, hidden: Person, tess: Account
) -> None:
    """Into all of that keeper at once, without learning which they are."""
    _close(cast, cast.hans.account)
    assert let_in(cast.jan.actor, tess.pk, today=TODAY) == 1
    assert person_by_number(access.actor_for(tess, TODAY), hidden.number) == hidden
    assert _counts(cast) == []
    about = JournalEntry.objects.filter(deed="protected.let_in")
    assert set(about.values_list("subject_kind", "subject_id")) == {
        ("person", hidden.number),
        ("organisation", str(tess.organisation_id)),
    }
    with pytest.raises(Refused):
        let_in(cast.jan.actor, tess.pk, today=TODAY)


def test_nobody_else_is_let_in(cast: Cast, hidden: Person, tess: Account) -> None:
    """Not who works elsewhere, not an account manager, not by who is no administrator, not oneself."""
    _close(cast, cast.hans.account)
    vic = access.account("Vic Veen", "consulent", at=cast.bob.account.organisation)
    for account_id in (vic.pk, cast.alice.account.pk, cast.hans.account.pk, 0, 10**30):
        with pytest.raises(Refused):
            let_in(cast.jan.actor, account_id, today=TODAY)
    for member in (cast.alice, cast.farid, cast.carla):
        with pytest.raises(NotAllowed):
            let_in(member.actor, tess.pk, today=TODAY)
    both = access.account("Ada Assen", "consulent", "administrator", at=tess.organisation)
    with pytest.raises(Refused):
        let_in(access.actor_for(both, TODAY), both.pk, today=TODAY)
    assert set(Named.objects.values_list("account_id", flat=True)) == {
        cast.hans.account.pk,
        cast.alice.account.pk,
    }


def test_an_administrator_of_another_organisation_counts_nothing(cast: Cast, hidden: Person) -> None:
    _close(cast, cast.hans.account)
    elsewhere = access.account("Ved Veendam", "administrator", at=cast.bob.account.organisation)
    assert stranded_at(access.actor_for(elsewhere, TODAY), TODAY) == []


def test_who_moves_with_the_whole_organisation_keeps_the_file(cast: Cast, hidden: Person) -> None:
    """The successor keeps it now, and its consulents can be let in."""
    assen, veendam = cast.hans.account.organisation, cast.bob.account.organisation
    end_organisation(cast.jan.actor, assen.pk, ends_before=TODAY, successor_id=veendam.pk, today=TODAY)
    hans = Account.objects.get(pk=cast.hans.account.pk)
    assert hans.organisation == veendam
    assert person_by_number(access.actor_for(hans, TODAY), hidden.number) == hidden
    assert _counts(cast) == []
    _close(cast, hans)
    vic = access.account("Vic Veen", "consulent", at=veendam)
    assert _counts(cast) == [("Veendam", 1)]
    assert let_in(cast.jan.actor, vic.pk, today=TODAY) == 1


def test_the_page_counts_and_names_nobody_who_is_protected(
    cast: Cast, hidden: Person, tess: Account, sign_in: SignIn
) -> None:
    """Vandaag leads to it as long as there is one."""
    jan, here = sign_in(cast.jan), reverse("protected-stranded")
    assert "Elk afgeschermd dossier" in jan.get(here).content.decode()
    assert here not in jan.get(reverse("today")).content.decode()
    _close(cast, cast.hans.account)
    assert here in jan.get(reverse("today")).content.decode()
    page = jan.get(here).content.decode()
    assert "Assen" in page
    for secret in (hidden.name, hidden.number):
        assert secret not in page
    assert jan.post(here, {"account": ""}).status_code == 422
    done = jan.post(here, {"account": str(tess.pk)}, follow=True).content.decode()
    assert "Tess Tuin" in done
    assert Named.objects.filter(account=tess).exists()
