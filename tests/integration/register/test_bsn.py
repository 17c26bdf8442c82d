"""Burgerservicenummers: nowhere when off; when on, sealed, apart, and each view written down."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet
from django.test import Client
from django.urls import reverse

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound
from meedoen.project.checks import numbers_are_sealed
from meedoen.project.command import main
from meedoen.register.bsn.models import PersonBsn
from meedoen.register.bsn.secrecy import NotReadable
from meedoen.register.bsn.services import keep_bsn, look_at_bsn
from meedoen.register.checks import AlreadyThere, NotPossible
from meedoen.register.people.models import Person
from meedoen.register.privacy.services import export_everything
from tests.factories import privacy, register
from tests.factories.access import TODAY, VEENDAM, Cast

pytestmark = pytest.mark.django_db
BSN, OTHER = "111222333", "123456782"


@pytest.fixture(autouse=True)
def _switched_on(settings: Any) -> None:
    """As a region does that keeps the numbers."""
    settings.BSN = True
    settings.BSN_KEYS = [Fernet.generate_key().decode()]
    settings.BSN_INDEX_KEY = "an-index-key-of-the-tests-" + "1" * 20


@pytest.fixture
def person(cast: Cast) -> Person:
    """Someone whose file Hans's organisation keeps."""
    return register.person()


def test_what_is_kept_can_be_read_with_the_key_and_not_without(cast: Cast, person: Person) -> None:
    """Neither the cipher nor the index holds a digit of it."""
    keep_bsn(cast.hans.actor, person.number, " 111.222.333 ", today=TODAY)
    row = PersonBsn.objects.get()
    assert BSN.encode() not in bytes(row.cipher)
    assert BSN not in row.index
    assert look_at_bsn(cast.hans.actor, person.number, "identify") == BSN


def test_every_view_says_why_and_no_entry_says_which(cast: Cast, person: Person) -> None:
    """The journal has who, whom and the purpose; never the number."""
    keep_bsn(cast.hans.actor, person.number, BSN, today=TODAY)
    look_at_bsn(cast.hans.actor, person.number, "subsidy")
    entry = JournalEntry.objects.get(deed="bsn.see")
    assert (entry.actor_id, entry.subject_id, entry.is_look) == (
        cast.hans.account.pk,
        person.number,
        True,
    )
    assert entry.detail["purpose"] == "subsidy"
    for one in JournalEntry.objects.all():
        assert BSN not in json.dumps([one.detail, one.subject_id])
    with pytest.raises(NotPossible):
        look_at_bsn(cast.hans.actor, person.number, "nieuwsgierig")
    assert JournalEntry.objects.filter(deed="bsn.see").count() == 1


@pytest.mark.parametrize(
    "written", ["", "111222334", "abc", "1" * 50, "\x00", "\ud800", "１１１２２２３３３"]
)
def test_what_is_no_bsn_is_refused_without_repeating_it(cast: Cast, person: Person, written: str) -> None:
    """At its field."""
    with pytest.raises(NotPossible) as refused:
        keep_bsn(cast.hans.actor, person.number, written, today=TODAY)
    assert refused.value.field == "bsn"
    assert not written or written not in refused.value.message
    assert not PersonBsn.objects.exists()


def test_a_number_is_of_one_person_and_can_be_replaced(cast: Cast, person: Person) -> None:
    """The refusal does not say whose it is."""
    other = register.person()
    keep_bsn(cast.hans.actor, person.number, BSN, today=TODAY)
    with pytest.raises(AlreadyThere) as refused:
        keep_bsn(cast.hans.actor, other.number, BSN, today=TODAY)
    assert person.number not in refused.value.message
    keep_bsn(cast.hans.actor, person.number, OTHER, today=TODAY)
    assert look_at_bsn(cast.hans.actor, person.number, "identify") == OTHER


def test_only_a_consulent_of_the_keeper(cast: Cast) -> None:
    """An account manager has no power; a consulent who sees the person otherwise gets no number."""
    elsewhere = register.person(responsible=cast.bob.account.organisation)
    own = register.person(municipality=VEENDAM)
    for actor, number in ((cast.alice.actor, own.number), (cast.jan.actor, own.number)):
        with pytest.raises(NotAllowed):
            keep_bsn(actor, number, BSN, today=TODAY)
    with pytest.raises(NotFound):
        keep_bsn(cast.hans.actor, elsewhere.number, BSN, today=TODAY)
    keep_bsn(cast.hans.actor, own.number, BSN, today=TODAY)


def test_other_keys_take_over_without_losing_one(cast: Cast, person: Person, settings: Any) -> None:
    """The new key goes in front; after resealing the old one can go; a lost key is said in words."""
    keep_bsn(cast.hans.actor, person.number, BSN, today=TODAY)
    old, new = settings.BSN_KEYS[0], Fernet.generate_key().decode()
    settings.BSN_KEYS = [new, old]
    assert look_at_bsn(cast.hans.actor, person.number, "identify") == BSN
    settings.BSN_KEYS = [new]
    with pytest.raises(NotReadable):
        look_at_bsn(cast.hans.actor, person.number, "identify")
    settings.BSN_KEYS = [new, old]
    settings.BSN_INDEX_KEY = "another-index-key-" + "2" * 40
    done = CliRunner().invoke(main, ["bsn", "rotate"])
    assert (done.exit_code, done.output) == (0, "Opnieuw versleuteld: 1.\n")
    settings.BSN_KEYS = [new]
    assert look_at_bsn(cast.hans.actor, person.number, "identify") == BSN
    with pytest.raises(AlreadyThere):
        keep_bsn(cast.hans.actor, register.person().number, BSN, today=TODAY)


def test_off_there_is_no_page_and_no_deed(cast: Cast, person: Person, settings: Any) -> None:
    """As if it did not exist."""
    settings.BSN = False
    client = Client()
    client.force_login(cast.hans.account)
    for name in ("person-bsn", "person-bsn-keep"):
        address = reverse(name, args=[person.number])
        assert client.get(address).status_code == 404
        assert client.post(address, {"bsn": BSN, "purpose": "identify"}).status_code == 404
    assert (
        "urgerservicenummer"
        not in client.get(reverse("person-privacy", args=[person.number])).content.decode()
    )
    with pytest.raises(NotFound):
        keep_bsn(cast.hans.actor, person.number, BSN, today=TODAY)
    assert not PersonBsn.objects.exists()
    assert CliRunner().invoke(main, ["bsn", "rotate"]).exit_code == 1


def test_the_number_stands_only_in_the_answer_to_the_purpose(cast: Cast, person: Person) -> None:
    """Not after opening the page, not in what was typed, not in an inzage; and no cache keeps it."""
    client = Client()
    client.force_login(cast.hans.account)
    keep = reverse("person-bsn-keep", args=[person.number])
    refused = client.post(keep, {"bsn": "111222334"})
    assert refused.status_code == 422
    assert "111222334" not in refused.content.decode()
    assert client.post(keep, {"bsn": BSN}).status_code == 302
    see = reverse("person-bsn", args=[person.number])
    assert BSN not in client.get(see, {"purpose": "identify"}).content.decode()
    answer = client.post(see, {"purpose": "identify"})
    assert BSN in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    asked = privacy.request(person)
    made = export_everything(cast.hans.actor, person.number, asked.pk, "json", today=TODAY)
    assert BSN not in str(made.kept)
    assert "bsn" in {one.code for one in made.kept}


def test_on_without_good_keys_the_installation_does_not_start(settings: Any) -> None:
    """The check says which setting, and repeats nothing of it."""
    assert numbers_are_sealed() == []
    settings.BSN_KEYS, settings.BSN_INDEX_KEY = ["geheim-maar-fout"], "kort"
    said = [str(one.msg) for one in numbers_are_sealed()]
    assert len(said) == 2
    assert "geheim" not in " ".join(said)
    settings.BSN_KEYS = []
    assert any("MEEDOEN_BSN_KEYS" in str(one.msg) for one in numbers_are_sealed())
    settings.BSN = False
    assert numbers_are_sealed() == []


def test_the_page_says_what_a_second_number_does(cast: Cast, person: Person) -> None:
    """It takes the place of the first: the button says so."""
    client = Client()
    client.force_login(cast.hans.account)
    here = reverse("person-privacy", args=[person.number])
    assert "Ander nummer vastleggen" not in client.get(here).content.decode()
    keep_bsn(cast.hans.actor, person.number, "111222333", today=TODAY)
    assert "Ander nummer vastleggen" in client.get(here).content.decode()
