"""Signing behind a link: once, by who it is for, and what a link says that opens nothing any more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import Refused
from meedoen.register.agreements import services, signing
from meedoen.register.agreements.links import Letter, send_link
from meedoen.register.agreements.models import Agreement, AgreementParty, Signature, SignLink
from meedoen.register.links import LinkGone
from meedoen.register.profiles.models import Reach
from tests.factories import access, agreements, employers, register
from tests.factories.access import Cast

TODAY = access.TODAY
DAY = timedelta(days=1)
TOKEN = "een-link"


@pytest.fixture
def waits(cast: Cast) -> Agreement:
    made = agreements.shared(cast.alice.actor, register.person(name="José de Bruin"))
    agreements.link(made, "person", TOKEN)
    return made


def test_signed_twice_is_one_signature_and_the_same_answer(waits: Agreement) -> None:
    first = signing.sign_by_link(TOKEN, "jose de  bruin", today=TODAY)
    again = signing.sign_by_link(TOKEN, "iemand anders", today=TODAY + DAY)
    assert (first.answered, again.answered) == (TODAY, TODAY)
    made = Signature.objects.get()
    assert (made.how, made.name, made.account_id) == ("link", "jose de bruin", None)


def test_a_link_used_by_another_signs_nothing(waits: Agreement) -> None:
    with pytest.raises(Refused) as refused:
        signing.sign_by_link(TOKEN, "Wim Werkgever", today=TODAY)
    assert refused.value.field == "name"
    assert not Signature.objects.exists()


def test_the_last_signature_makes_it_signed_by_all(cast: Cast, waits: Agreement) -> None:
    for side in ("employer", "payer"):
        waits.refresh_from_db()
        signing.sign_on_behalf(
            cast.alice.actor, waits.number, side, "no_means", version=waits.version, today=TODAY
        )
    waits.refresh_from_db()
    assert waits.state == "waits"
    signing.sign_by_link(TOKEN, "José de Bruin", today=TODAY)
    waits.refresh_from_db()
    assert waits.state == "signed"


def test_only_who_works_for_the_payer_signs_with_an_account(cast: Cast) -> None:
    uwv = access.organisation("UWV", kind="uwv")
    made = agreements.shared(cast.alice.actor, payer_id=uwv.pk)
    with pytest.raises(Refused):
        signing.sign_with_account(cast.alice.actor, made.number, version=made.version, today=TODAY)


@pytest.mark.parametrize("what", ["expired", "revoked", "unlocked", "annulled", "unknown", "protected"])
def test_a_link_that_opens_nothing_says_why(cast: Cast, waits: Agreement, what: str) -> None:
    by, link = cast.alice.actor, SignLink.objects.all()
    token, expected = TOKEN, what
    if what == "expired":
        link.update(expires_on=TODAY)
    elif what == "revoked":
        link.update(revoked_on=TODAY)
    elif what == "unlocked":
        services.unlock_agreement(by, waits.number, "wrong", version=waits.version, today=TODAY)
        expected = "revoked"
    elif what == "annulled":
        services.annul_agreement(by, waits.number, "no_show", version=waits.version, today=TODAY)
        expected = "revoked"
    elif what == "protected":
        waits.person.state = "protected"
        waits.person.save()
        expected = "closed"
    else:
        token = "geen-link"
    with pytest.raises(LinkGone) as gone:
        signing.sign_by_link(token, "José de Bruin", today=TODAY)
    assert gone.value.why == expected
    assert not Signature.objects.filter(withdrawn_on__isnull=True).exists()


def _write(_agreement: Any, party: AgreementParty, token: str) -> Letter:
    return Letter("Tekenen", f"{party.side}: {token}")


def test_a_link_goes_to_who_signs_and_not_to_who_sends_it(cast: Cast) -> None:
    made = agreements.shared(cast.alice.actor)
    link = send_link(
        cast.alice.actor, made.number, "employer", write=_write, version=made.version, today=TODAY
    )
    [letter] = mail.outbox
    assert letter.to == ["wim@bedrijf.example"]
    token = letter.body.split(": ")[1]
    assert signing.open_link(token, today=TODAY).name == "Wim Werkgever"
    assert token not in link.token_hash
    assert token not in str(list(JournalEntry.objects.values_list("detail", flat=True)))


def test_the_address_of_the_person_is_used_without_being_shown(
    cast: Cast, tmp_path: Path, settings: Any
) -> None:
    settings.SMS_FOLDER, settings.SMS_ADDRESS = str(tmp_path), ""
    person = register.person()
    Reach.objects.create(person=person, phone="0612345678")
    made = agreements.shared(cast.alice.actor, person)
    send_link(cast.alice.actor, made.number, "person", write=_write, version=made.version, today=TODAY)
    [letter] = tmp_path.iterdir()
    assert letter.name.startswith("+31612345678")


@pytest.mark.parametrize("to", ["wim@bedrijf.example", "06-22334455"])
def test_the_link_of_the_person_never_goes_to_the_employer(cast: Cast, to: str) -> None:
    made = agreements.shared(cast.alice.actor)
    employers.contact_person(made.employer, phone="0622334455")
    with pytest.raises(Refused) as refused:
        send_link(
            cast.alice.actor, made.number, "person", to, write=_write, version=made.version, today=TODAY
        )
    assert refused.value.field == "to"
    assert not mail.outbox
    assert not SignLink.objects.exists()


def test_a_second_link_closes_the_first(cast: Cast, waits: Agreement) -> None:
    send_link(
        cast.alice.actor,
        waits.number,
        "person",
        "jose@voorbeeld.example",
        write=_write,
        version=waits.version,
        today=TODAY,
    )
    with pytest.raises(LinkGone) as gone:
        signing.open_link(TOKEN, today=TODAY)
    assert gone.value.why == "revoked"


def test_a_carrier_that_fails_leaves_no_link(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = agreements.shared(cast.alice.actor)

    def fails(*_given: Any) -> None:
        raise OSError("no carrier")

    monkeypatch.setattr("meedoen.register.agreements.links.send_letter", fails)
    with pytest.raises(OSError, match="no carrier"):
        send_link(cast.alice.actor, made.number, "employer", write=_write, version=made.version, today=TODAY)
    assert not SignLink.objects.exists()


# --- the page ---


@pytest.fixture
def page(waits: Agreement) -> str:
    return reverse("sign", args=[TOKEN])


def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("signing", "desk.agreements", "desk.agreement_deeds"):
        monkeypatch.setattr(f"meedoen.portals.{name}.today", lambda: TODAY)


def test_somebody_without_an_account_signs_and_reads_it_back(
    page: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _today(monkeypatch)
    opened = client.get(page)
    assert "Helpen in het park" in opened.content.decode()
    # Opening alone signs nothing: a scanner of mail opens links too.
    assert not Signature.objects.exists()
    wrong = client.post(page, {"name": "Iemand Anders"})
    assert (wrong.status_code, "Iemand Anders" in wrong.content.decode()) == (422, True)
    sent = client.post(page, {"name": "José de Bruin"}, follow=True)
    assert "Bedankt, u heeft getekend" in sent.content.decode()
    again = client.post(page, {"name": "José de Bruin"}, follow=True)
    assert "Bedankt, u heeft getekend" in again.content.decode()
    assert Signature.objects.count() == 1


def test_a_colleague_signs_nothing_behind_a_link(
    page: str, client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _today(monkeypatch)
    client.force_login(cast.alice.account)
    assert client.post(page, {"name": "José de Bruin"}).status_code == 422
    assert not Signature.objects.exists()
    assert SignLink.objects.get().opened_on is None


def test_a_link_that_expired_says_whom_to_ask(
    page: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _today(monkeypatch)
    SignLink.objects.update(expires_on=TODAY)
    gone = client.get(page)
    assert gone.status_code == 410
    assert "Alice Aalders" in gone.content.decode()


@pytest.mark.parametrize("name", ["\x00", "\ud800", "a" * 5000, "名前 \u202e", ""])
def test_no_name_breaks_the_page(
    page: str, client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _today(monkeypatch)
    sent = client.post(page, {"name": name.encode("utf-8", "surrogatepass")})
    assert sent.status_code in (400, 422)
    assert not Signature.objects.exists()


def test_who_signs_gets_it_on_paper(page: str, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _today(monkeypatch)
    paper = client.get(reverse("sign-pdf", args=[TOKEN]))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_a_link_says_no_later_day_than_there_is_something_to_sign(cast: Cast) -> None:
    made = agreements.shared(cast.alice.actor)
    late = made.expires_on - 5 * DAY
    link = send_link(
        cast.alice.actor, made.number, "employer", write=_write, version=made.version, today=late
    )
    assert link.expires_on == made.expires_on


def test_the_employer_does_not_read_which_benefit_someone_has(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _today(monkeypatch)
    made = agreements.shared(cast.alice.actor, basis="wia")
    agreements.link(made, "employer", TOKEN)
    read = client.get(reverse("sign", args=[TOKEN])).content.decode()
    assert "Helpen in het park" in read
    assert "WIA" not in read
    client.force_login(cast.alice.account)
    assert "WIA, van UWV" in client.get(reverse("agreement", args=[made.number])).content.decode()


def test_a_carrier_that_fails_is_told_on_the_page(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _today(monkeypatch)
    made = agreements.shared(cast.alice.actor)

    def fails(*_given: Any, **_more: Any) -> None:
        raise OSError("no carrier")

    monkeypatch.setattr("meedoen.access.letters.send_mail", fails)
    client.force_login(cast.alice.account)
    url = reverse("agreement-link", args=[made.number, "employer"])
    sent = client.post(url, {"version": made.version, "to": "wim@bedrijf.example"})
    assert (sent.status_code, "niet worden verstuurd" in sent.content.decode()) == (422, True)
    assert not SignLink.objects.exists()
