"""The rule book as a page: open to everyone, sought through, and each amount leads to its article."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from django.test import Client

from meedoen.portals.calculators import offered
from meedoen.portals.rulebook import pages
from meedoen.portals.rulebook.sources import sources_of
from meedoen.portals.rulebook.uses import uses_of
from meedoen.rules import book
from meedoen.rules.readers import readers
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db
PATH = "lks.opslag"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "today", lambda: date(2026, 11, 22))


def seen(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return re.sub(r"[ \n]+", " ", answer.content.decode())


def test_who_is_not_signed_in_reads_without_a_menu(client: Client) -> None:
    page = seen(client, f"/regelboek/{PATH}/")
    assert "Opslag voor werkgeverslasten" in page
    assert "Hoofdmenu" not in page


def test_who_is_signed_in_keeps_the_menu(client: Client, cast: Cast) -> None:
    client.force_login(cast.alice.account)
    page = seen(client, f"/regelboek/{PATH}/")
    assert '<a class="md-menu__link" href="/regelboek/" aria-current="page">' in page


def test_figures_are_links_for_who_may_open_them(client: Client, cast: Cast) -> None:
    address, link = "/regelboek/banenafspraak.uren_per_baan.maand/", "/sturing/banenafspraak.banen/"
    assert "Banen volgens de banenafspraak" in seen(client, address)
    assert link not in seen(client, address)
    client.force_login(cast.alice.account)
    assert "banenafspraak.banen" in seen(client, address)


def test_every_parameter_has_a_page(client: Client) -> None:
    for path in book.paths():
        page = seen(client, f"/regelboek/{path}/")
        for value in book.series(path):
            if value.law_url:
                assert f'href="{value.law_url}"' in page


def test_a_lawyer_reaches_the_article_of_today(client: Client) -> None:
    page = seen(client, "/regelboek/wml.referentiemaandloon/")
    assert 'href="https://wetten.overheid.nl/BWBR0002638/2026-11-22#Artikel8"' in page
    assert "€\u00a02.337,00" in page
    assert "Vanaf 1 januari 2027 kent het regelboek geen waarde." in page


def test_a_calculation_leads_to_the_value_it_stands_on(client: Client) -> None:
    asked = {"loonwaarde": "60", "hours": "32", "full_time": "36", "day": "2018-03-01"}
    trace = seen(client, "/rekenen/loonkostensubsidie/", **asked)
    assert 'href="https://wetten.overheid.nl/BWBR0035633/2018-01-01#Artikel1"' in trace
    (link,) = re.findall(r'href="(/regelboek/lks.opslag/[^"]*)"', trace)
    page = seen(client, link)
    assert "Waarde op 1 januari 2018" in page
    assert '<p class="md-number__value">23,5%</p>' in page
    assert "Waarde op 22 november 2026" in seen(client, f"/regelboek/{PATH}/", dag="31-31-2018")


def test_a_page_says_why_there_is_no_value(client: Client) -> None:
    assert "Geen waarde voor deze dag" in seen(client, "/regelboek/wml.maand/")
    assert "De reeks loopt t/m 31 december 2023." in seen(client, "/regelboek/wml.maand/")
    assert "Geen waarde voor deze dag" not in seen(client, "/regelboek/wml.uur/")


def test_a_path_that_does_not_exist_answers_in_words(client: Client) -> None:
    for address in ("/regelboek/lks.bestaat_niet/", "/regelboek/lks.bestaat_niet/export/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "staat niet in het regelboek" in answer.content.decode()


def test_without_a_question_the_regelingen_are_counted(client: Client) -> None:
    page = seen(client, "/regelboek/")
    for regeling in book.regelingen():
        assert f'href="/regelboek/?regeling={regeling.code}"' in page
    assert "?regeling=wml&amp;zekerheid=ending" in page
    assert f"/regelboek/{PATH}/" not in page


@pytest.mark.parametrize(
    ("asked", "there", "elsewhere"),
    [
        ({"zoek": "opslag werkgeverslasten"}, "lks.opslag", "wml.uur"),
        ({"regeling": "wml"}, "wml.uur", "lks.opslag"),
        ({"regeling": "wml", "zekerheid": "none"}, "wml.maand", "wml.uur"),
        ({"zekerheid": "ending"}, "wml.uur", "wml.maand"),
        ({"zekerheid": "assumed"}, "wml.jeugd_bbl.18", "wml.uur"),
    ],
)
def test_a_question_shows_what_fits(
    client: Client, asked: dict[str, str], there: str, elsewhere: str
) -> None:
    page = seen(client, "/regelboek/", **asked)
    assert f'href="/regelboek/{there}/"' in page
    assert f'href="/regelboek/{elsewhere}/"' not in page


@pytest.mark.parametrize("words", ["zzz bestaat niet", "\0", "<script>", "x" * 5000, "مثال"])
def test_nothing_found_offers_everything(client: Client, words: str) -> None:
    page = seen(client, "/regelboek/", zoek=words)
    assert "Niets gevonden" in page
    assert "<script>" not in page


def test_half_a_character_in_the_address_is_no_fault_of_ours(client: Client) -> None:
    assert client.get("/regelboek/?zoek=%ed%a0%80&regeling=%ff").status_code == 200


def test_what_is_no_choice_is_no_question(client: Client) -> None:
    assert "De regelingen in het boek" in seen(client, "/regelboek/", regeling="x", zekerheid="zeker")


def test_two_days_side_by_side(client: Client) -> None:
    page = seen(client, "/regelboek/verschil/", van="2025-12-31", tot="2026-01-01")
    assert "€\u00a014,40" in page
    assert "€\u00a014,71" in page
    assert "+2,15%" in page
    assert "Hoogste deel van minimumloon" not in page


def test_without_days_the_coming_new_year(client: Client) -> None:
    page = seen(client, "/regelboek/verschil/")
    assert "31 december 2026 naast 1 januari 2027" in page
    assert "geen waarde meer" in page


@pytest.mark.parametrize("asked", [{"van": "31-13-2025", "tot": "2026-01-01"}, {"van": "2026-01-01"}])
def test_a_day_that_is_none_is_said_at_its_field(client: Client, asked: dict[str, str]) -> None:
    page = seen(client, "/regelboek/verschil/", **asked)
    assert "<title>Fout:" in page
    assert "naast" not in page


def test_the_changes_say_which_time_they_touch_and_what_computes_with_them(client: Client) -> None:
    page = seen(client, "/regelboek/wijzigingen/")
    assert "antwoorden vanaf 1 januari 2015" in page
    assert 'href="/rekenen/loonkostensubsidie/"' in page
    assert "Banen volgens de banenafspraak" in page


def test_the_book_goes_out_as_files(client: Client) -> None:
    whole = client.get("/regelboek/export/")
    assert whole["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(whole.content)) as archive:
        assert "regelboek/lks/opslag.yaml" in archive.namelist()
    one = client.get(f"/regelboek/{PATH}/export/")
    assert one["Content-Disposition"] == f'attachment; filename="{PATH}.yaml"'
    assert "2018-01-01" in one.content.decode()
    assert client.post("/regelboek/").status_code == 405


def test_uses_are_found_and_not_listed_by_hand(client: Client) -> None:
    found = uses_of(["wml.referentiemaandloon"])
    assert "calculate-lks" in {one.url_name for one in found.calculations}
    assert "meedoen.rules.wml" in found.modules
    assert set(found.calculations) <= set(offered.OFFERED)
    assert "banenafspraak.banen" in {
        one.code for one in uses_of(["doelgroepregister.overgang_1f"]).indicators
    }
    assert uses_of([]).is_empty
    unread = next(path for path, who in readers().items() if not who and uses_of([path]).is_empty)
    assert "Nog niets rekent hiermee" in seen(client, f"/regelboek/{unread}/")


def test_a_source_with_an_address_is_a_link() -> None:
    assert sources_of("AWVN, Nulmeting, https://awvn.nl/a; Wfsv art. 38b") == (
        ("AWVN, Nulmeting", "https://awvn.nl/a"),
        ("Wfsv art. 38b", ""),
    )
