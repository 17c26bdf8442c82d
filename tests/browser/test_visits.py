"""A visit note on a phone in a real browser: without a connection, sent later, and refused with its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from meedoen.access.models import Account
from meedoen.register.coaching.models import Coaching, Visit
from meedoen.register.people.models import Person
from tests.factories import access, coaching, register
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db(transaction=True)
NOW = date.today()
NOTE = "Het werktempo gaat omhoog."


@pytest.fixture
def made(cast: Cast, transactional_db: None) -> Coaching:
    starts_on = NOW - timedelta(days=60)
    work = register.placement(person=register.person(name="Bo Bezocht"), starts_on=starts_on)
    return coaching.row(cast.hans.account, placement=work, starts_on=starts_on)


def _enter(context: BrowserContext, account: Account, live_server: Any) -> None:
    client = Client()
    client.force_login(account)
    token = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": token, "url": live_server.url}])


@pytest.fixture
def phone(cast: Cast, context: BrowserContext, live_server: Any) -> Iterator[Page]:
    _enter(context, cast.hans.account, live_server)
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: "Content Security" in said.text and wrong.append(said.text))
    yield page
    assert not wrong, wrong


def _open(phone: Page, live_server: Any, made: Coaching) -> None:
    """Open the form, and wait until the device can do without a connection."""
    phone.goto(live_server.url + reverse("coaching-visit", args=[made.number]))
    expect(phone.get_by_text("Valt de verbinding weg")).to_be_visible()
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")


def _fill(phone: Page, note: str = NOTE) -> None:
    phone.get_by_label("Dag", exact=True).fill(NOW.isoformat())
    phone.get_by_label("Minuten").fill("45")
    phone.get_by_label("Soort").select_option("at_work")
    phone.get_by_label("Met wie?").select_option("both")
    phone.get_by_label("Notitie").fill(note)


def _save(phone: Page) -> None:
    phone.get_by_role("button", name="Opslaan").click()


def _on_device(phone: Page) -> int:
    return int(
        phone.evaluate(
            """() => new Promise((done) => {
              const asked = indexedDB.open("meedoen-begeleiding", 1);
              asked.onupgradeneeded = () => asked.result.createObjectStore("bezoeken", {keyPath: "key"});
              asked.onsuccess = () => {
                const all = asked.result.transaction("bezoeken").objectStore("bezoeken").count();
                all.onsuccess = () => { asked.result.close(); done(all.result); };
              };
            })"""
        )
    )


def test_with_a_connection_it_is_kept_by_the_server_and_not_by_the_device(
    phone: Page, live_server: Any, made: Coaching
) -> None:
    _open(phone, live_server, made)
    _fill(phone)
    _save(phone)
    phone.wait_for_url("**" + reverse("coaching", args=[made.number]))
    expect(phone.get_by_role("cell", name=NOTE)).to_be_visible()
    assert Visit.objects.get().note == NOTE
    assert _on_device(phone) == 0


def test_without_a_connection_it_stays_on_the_device_and_goes_later(
    phone: Page, context: BrowserContext, live_server: Any, made: Coaching
) -> None:
    _open(phone, live_server, made)
    context.set_offline(True)
    _fill(phone)
    _save(phone)
    expect(phone.get_by_text("Bewaard op dit toestel.")).to_be_visible()
    expect(phone.get_by_text(f"{made.number}, {NOW.isoformat()}, 45 minuten")).to_be_visible()
    assert not Visit.objects.exists()
    # The form is empty again, for the next one.
    expect(phone.get_by_label("Minuten")).to_have_value("")
    context.set_offline(False)
    expect(phone.get_by_text("Verzonden en van dit toestel verwijderd.")).to_be_visible()
    assert Visit.objects.get().note == NOTE
    assert _on_device(phone) == 0


def test_the_form_opens_without_a_connection_and_names_nobody(
    phone: Page, context: BrowserContext, live_server: Any, made: Coaching
) -> None:
    _open(phone, live_server, made)
    context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Bezoek opschrijven, onderweg")
    assert "Bo Bezocht" not in phone.content()
    expect(phone.get_by_label("Begeleidingsnummer")).to_have_value(made.number)
    _fill(phone)
    _save(phone)
    expect(phone.get_by_text("Bewaard op dit toestel.")).to_be_visible()
    context.set_offline(False)
    expect(phone.get_by_text("Verzonden en van dit toestel verwijderd.")).to_be_visible()
    assert Visit.objects.get().coaching == made
    kept = phone.evaluate(
        """async () => {
          const shelf = await caches.open("meedoen-begeleiding");
          return Promise.all((await shelf.keys()).map(async (one) => (await shelf.match(one)).text()));
        }"""
    )
    assert len(kept) > 3
    assert not any("Bo Bezocht" in one or "Hans Hofman" in one for one in kept)


def test_a_note_that_was_sent_but_not_answered_is_one_visit(
    phone: Page, context: BrowserContext, live_server: Any, made: Coaching
) -> None:
    _open(phone, live_server, made)

    def lost(route: Any) -> None:
        route.fetch()
        route.abort("connectionreset")

    phone.route("**/bezoek/verzenden/", lost, times=1)
    _fill(phone)
    _save(phone)
    expect(phone.get_by_text("gaat later opnieuw")).to_be_visible()
    assert Visit.objects.count() == 1
    phone.reload()
    expect(phone.get_by_text("Verzonden en van dit toestel verwijderd.")).to_be_visible()
    assert Visit.objects.count() == 1


def test_what_is_refused_later_stands_there_with_what_was_typed(
    phone: Page, context: BrowserContext, live_server: Any, made: Coaching
) -> None:
    _open(phone, live_server, made)
    context.set_offline(True)
    _fill(phone)
    _save(phone)
    expect(phone.get_by_text("Bewaard op dit toestel.")).to_be_visible()
    # Meanwhile somebody else stopped it.
    Coaching.objects.filter(pk=made.pk).update(ends_before=NOW - timedelta(days=5), ended_because="moved")
    context.set_offline(False)
    expect(phone.get_by_text("De begeleiding is gestopt")).to_be_visible()
    expect(phone.get_by_text(NOTE)).to_be_visible()
    phone.get_by_role("link", name="Openen en aanpassen").click()
    expect(phone.get_by_label("Minuten")).to_have_value("45")
    phone.get_by_label("Dag", exact=True).fill((NOW - timedelta(days=9)).isoformat())
    _save(phone)
    phone.wait_for_url("**" + reverse("coaching", args=[made.number]))
    assert Visit.objects.get().note == NOTE
    assert _on_device(phone) == 0


def test_who_is_no_longer_in_sight_leaves_the_note_with_its_writer(
    phone: Page, context: BrowserContext, cast: Cast, live_server: Any, made: Coaching
) -> None:
    _open(phone, live_server, made)
    context.set_offline(True)
    _fill(phone)
    _save(phone)
    expect(phone.get_by_text("Bewaard op dit toestel.")).to_be_visible()
    Person.objects.filter(pk=made.placement.person_id).update(state="protected")
    context.set_offline(False)
    expect(phone.get_by_text("hoort niet meer bij u")).to_be_visible()
    expect(phone.get_by_text(NOTE)).to_be_visible()
    assert not Visit.objects.exists()
    phone.get_by_role("button", name="Weggooien").click()
    expect(phone.get_by_text(NOTE)).to_be_hidden()
    assert _on_device(phone) == 0


def test_a_note_is_not_shown_to_nor_sent_by_somebody_else(
    phone: Page, context: BrowserContext, cast: Cast, live_server: Any, made: Coaching
) -> None:
    _open(phone, live_server, made)
    context.set_offline(True)
    _fill(phone)
    _save(phone)
    expect(phone.get_by_text("Bewaard op dit toestel.")).to_be_visible()
    els = access.account("Els Ander", "consulent", at=cast.hans.account.organisation)
    context.clear_cookies()
    _enter(context, els, live_server)
    context.set_offline(False)
    expect(phone.get_by_text("Meld u opnieuw aan")).to_be_hidden()
    phone.goto(live_server.url + reverse("coachings"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Mijn begeleiding")
    phone.wait_for_load_state("networkidle")
    expect(phone.get_by_text(NOTE)).to_be_hidden()
    assert _on_device(phone) == 1
    assert not Visit.objects.exists()
    context.clear_cookies()
    _enter(context, cast.hans.account, live_server)
    phone.reload()
    expect(phone.get_by_text("Verzonden en van dit toestel verwijderd.")).to_be_visible()
    assert Visit.objects.get().by == cast.hans.account


def test_signing_out_leaves_nothing_on_the_device(
    phone: Page, context: BrowserContext, live_server: Any, made: Coaching
) -> None:
    _open(phone, live_server, made)
    context.set_offline(True)
    _fill(phone)
    _save(phone)
    expect(phone.get_by_text("Bewaard op dit toestel.")).to_be_visible()
    asked: list[str] = []

    def yes(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.accept()

    phone.on("dialog", yes)
    phone.route("**/bezoek/verzenden/", lambda route: route.abort())
    context.set_offline(False)
    phone.get_by_role("button", name="Uitloggen").click()
    phone.wait_for_url(lambda url: "begeleiding" not in url)
    assert "Toch uitloggen?" in asked[0]
    assert _on_device(phone) == 0
    assert phone.evaluate("caches.keys()") == []
    assert not Visit.objects.exists()


def test_without_a_script_it_is_a_form(cast: Cast, browser: Any, live_server: Any, made: Coaching) -> None:
    context = browser.new_context(
        java_script_enabled=False, locale="nl-NL", viewport={"width": 390, "height": 844}
    )
    _enter(context, cast.hans.account, live_server)
    page = context.new_page()
    page.goto(live_server.url + reverse("coaching-visit", args=[made.number]))
    _fill(page)
    _save(page)
    page.wait_for_url("**" + reverse("coaching", args=[made.number]))
    assert Visit.objects.count() == 1
    context.close()


def test_a_number_typed_wrong_is_mended_where_it_was_typed(
    phone: Page, context: BrowserContext, live_server: Any, made: Coaching
) -> None:
    _open(phone, live_server, made)
    phone.goto(live_server.url + reverse("coaching-road"))
    context.set_offline(True)
    phone.get_by_label("Begeleidingsnummer").fill("BG-999999")
    _fill(phone)
    _save(phone)
    expect(phone.get_by_text("Bewaard op dit toestel.")).to_be_visible()
    context.set_offline(False)
    expect(phone.get_by_text("Deze begeleiding bestaat niet")).to_be_visible()
    phone.goto(live_server.url + reverse("coachings"))
    phone.get_by_role("link", name="Openen en aanpassen").click()
    expect(phone.get_by_label("Notitie")).to_have_value(NOTE)
    phone.get_by_label("Begeleidingsnummer").fill(made.number)
    _save(phone)
    phone.wait_for_url("**" + reverse("coaching", args=[made.number]))
    assert Visit.objects.get().note == NOTE
    assert _on_device(phone) == 0
