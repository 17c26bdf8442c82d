"""What is told and forgotten of agreements, and what goes along when two files turn out to be one person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotFound
from meedoen.register.agreements import signing
from meedoen.register.agreements.forgetting import forget_person
from meedoen.register.agreements.kept import what_is_kept
from meedoen.register.agreements.looking import look_at_agreement
from meedoen.register.agreements.models import Agreement, AgreementParty, AgreementText, Signature, SignLink
from meedoen.register.agreements.moving import move_agreements, move_agreements_back
from meedoen.register.agreements.sheltered import sheltered_in
from meedoen.register.links import LinkGone
from tests.factories import access, agreements, register
from tests.factories.access import Cast

TODAY = access.TODAY


def test_of_who_became_nobody_no_word_and_no_link_is_left(cast: Cast) -> None:
    person = register.person(name="Kees Kandidaat")
    made = agreements.shared(cast.alice.actor, person)
    agreements.link(made, "person", "link")
    signing.sign_by_link("link", "Kees Kandidaat", today=TODAY)
    forget_person([person.pk])
    assert not SignLink.objects.exists()
    left = " ".join(
        str(row)
        for model in (Agreement, AgreementParty, AgreementText, Signature)
        for row in model.objects.values()
    )
    for word in ("Kees", "Wim", "park", "gesprek", made.number):
        assert word not in left
    # Days and hours stay, and are counted.
    assert AgreementText.objects.get().terms["hours_week"] == "24"
    assert Agreement.objects.get().state == "annulled"
    with pytest.raises(LinkGone):
        signing.open_link("link", today=TODAY)


def test_an_inzage_tells_all_and_names_no_colleague(cast: Cast) -> None:
    person = register.person(name="Kees Kandidaat")
    agreements.running(cast.alice.actor, person)
    kept = {table.code: table.rows for table in what_is_kept(person.pk)}
    assert len(kept["agreement_signatures"]) == 3
    assert "Helpen in het park" in str(kept["agreement_texts"])
    events = str(kept["agreement_events"])
    assert cast.alice.account.name not in events
    # Where the employer is reached is theirs.
    assert "wim@bedrijf.example" not in str(kept)


def test_agreements_go_along_unless_both_have_the_same(cast: Cast) -> None:
    one, other = register.person(), register.person()
    kvk = register.employer().kvk
    twin = agreements.draft(cast.alice.actor, one, employer_kvk=kvk, workplace_kvk=kvk)
    agreements.draft(cast.alice.actor, other, employer_kvk=kvk, workplace_kvk=kvk)
    going = agreements.draft(cast.alice.actor, one)
    keys = move_agreements(one.pk, other.pk)
    assert keys == [going.pk]
    assert Agreement.objects.get(pk=twin.pk).person_id == one.pk
    move_agreements_back(keys, one.pk)
    assert Agreement.objects.filter(person=one).count() == 2


def test_a_look_is_written_down_and_out_of_sight_is_not_there(cast: Cast) -> None:
    made = agreements.draft(cast.alice.actor)
    look_at_agreement(cast.hans.actor, made.number)
    look = JournalEntry.objects.filter(deed="agreement.see").get()
    assert (look.is_look, look.detail["agreement"]) == (True, made.number)
    with pytest.raises(NotFound):
        look_at_agreement(cast.bob.actor, made.number)


def test_places_of_beschut_werk_beside_what_has_to_be_offered(cast: Cast) -> None:
    day = date(2018, 6, 1)
    for hours in ("31", "15.5"):
        register.placement(
            person=register.person(), kind="beschut_werk", hours=hours, starts_on=day - timedelta(days=60)
        )
    found = sheltered_in(access.ASSEN, day)
    assert found is not None
    assert found.target is not None
    # Stcrt. 2017, 68246: 27 places in Assen at the end of 2018.
    assert (str(found.used.amount), found.target.places, str(found.left)) == ("1.50", 27, "25.50")


def test_a_municipality_of_which_no_number_was_found_says_so(cast: Cast) -> None:
    found = sheltered_in(access.ASSEN, date(2026, 6, 1))
    assert found is not None
    assert found.target is None or found.target.places is None
    assert found.left is None
