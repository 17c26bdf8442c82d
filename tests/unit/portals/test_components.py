"""Every component renders, says what it should and ties its parts together."""

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template import engines
from jinja2 import UndefinedError
from jinja2.nodes import Macro

from meedoen.portals.drawings import Place
from meedoen.portals.frame import Link, NavEntry, NavGroup, SignedIn
from meedoen.portals.pictures import Part, bars
from meedoen.portals.styles import PORTALS
from meedoen.primitives.words import Words
from meedoen.rules.lks import Job, lks

COMPONENTS = PORTALS / "templates" / "jinja" / "components"
DAY = date(2017, 12, 31)
ANSWER = lks(Job(loonwaarde=Decimal("0.60"), hours=Decimal(32)), date(2026, 3, 1))
# More hours than the full week, so that there is something to warn of.
WARNED = lks(Job(loonwaarde=Decimal("0.60"), hours=Decimal(40)), date(2026, 3, 1))
INSTRUMENT = SimpleNamespace(code="lks", decides="gemeente", verdict="maybe", remarks=WARNED.remarks)
NAMES = {"titles": {"lks": Words("Loonkostensubsidie")}, "decides": {"gemeente": "de gemeente"}}


def rendered(source: str, **values: Any) -> str:
    """A page of these lines, with every file of components imported by its name."""
    imports = "".join(
        f'{{% import "components/{path.name}" as {path.stem} %}}'
        for path in sorted(COMPONENTS.glob("*.html"))
    )
    html: str = engines["jinja2"].from_string(imports + source).render(values)
    return re.sub(r"\s+", " ", html).strip()


class AbsenceForm(forms.Form):
    hours = forms.IntegerField(label="Uren", max_value=40, help_text="Per week.")
    kind = forms.ChoiceField(label="Soort", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    grounds = forms.MultipleChoiceField(
        label="Gronden", choices=[("1a", "Pw"), ("2", "Wajong")], widget=forms.CheckboxSelectMultiple
    )
    sector = forms.ChoiceField(label="Sector", choices=[("markt", "Markt")])
    is_new = forms.BooleanField(label="Nieuw", required=False)
    note = forms.CharField(label="Toelichting", widget=forms.Textarea, required=False)
    version = forms.CharField(widget=forms.HiddenInput)


# One call of every public macro; test_every_macro_is_called holds this list to the files.
CALLS: dict[str, tuple[str, dict[str, Any], str]] = {
    "text.heading": (
        '{{ text.heading("Doelen", 3, "d") }}',
        {},
        '<h3 class="nl-heading nl-heading--level-3" id="d">',
    ),
    "text.paragraph": ('{{ text.paragraph("Zin", quiet=true) }}', {}, "md-quiet"),
    "text.link": (
        '{{ text.link("Open <b>", "/x?a=1&b=2") }}',
        {},
        'href="/x?a=1&amp;b=2">Open &lt;b&gt;</a>',
    ),
    "text.button": ('{{ text.button("Bewaren", name="deed", value="") }}', {}, 'name="deed" value=""'),
    "text.button_link": ('{{ text.button_link("Csv", "/c", download=true) }}', {}, "download"),
    "text.deeds": ("{% call text.deeds() %}daad{% endcall %}", {}, '<div class="md-deeds">daad</div>'),
    "feedback.alert": ('{{ feedback.alert("Mis", "error", "Niet bewaard") }}', {}, "utrecht-alert--error"),
    "feedback.messages_list": ("{{ feedback.messages_list([]) }}", {}, ""),
    "feedback.badge": ('{{ feedback.badge("Geplaatst", "success") }}', {}, "utrecht-status-badge--success"),
    "feedback.status": ('{{ feedback.status("gehaald", "reached") }}', {}, "md-status--reached"),
    "feedback.certainty": (
        '{{ feedback.certainty("assumed", "geen bron", "Wfsv art. 38b lid 4") }}',
        {},
        "aangenomen</span> <span>Wfsv art. 38b lid 4</span>",
    ),
    "feedback.waiting": (
        '{{ feedback.waiting("u", day, late=true) }}',
        {"day": DAY},
        "tot 31 december 2017 (te laat)",
    ),
    "feedback.empty": ('{{ feedback.empty("Leeg", "Vul aan.", "Voeg toe", "/n") }}', {}, 'href="/n"'),
    "navigation.breadcrumb": (
        "{{ navigation.breadcrumb(crumbs) }}",
        {"crumbs": [Link("Sturing", "/s")]},
        'aria-label="Kruimelpad"',
    ),
    "navigation.tabs": (
        '{{ navigation.tabs(entries, "Kandidaat") }}',
        {"entries": [NavEntry("Gegevens", "/g", True)]},
        'href="/g" aria-current="page"',
    ),
    "navigation.pagination": ('{{ navigation.pagination(next_url="/n") }}', {}, 'rel="next"'),
    "navigation.filters": ("{% call navigation.filters() %}veld{% endcall %}", {}, 'method="get"'),
    "table.table": (
        '{{ table.table("Banen", columns, rows, total=["Som", 3257]) }}',
        {
            "columns": [{"label": "Soort"}, {"label": "Nu", "kind": "whole"}],
            "rows": [["markt", 0], ["overheid", None]],
        },
        'utrecht-table__cell--numeric-column">–</td>',
    ),
    "table.row_head": ('{{ table.row_head("Assen") }}', {}, '<th scope="row"'),
    "table.cell": ("{{ table.cell(none) }}", {}, ">–</td>"),
    "table.number": ('{{ table.number(0, label="Nu", stacked=true) }}', {}, 'data-label="Nu">0</td>'),
    "table.definitions": (
        '{{ table.definitions([("Sinds", day, "day")]) }}',
        {"day": DAY},
        "31 december 2017</dd>",
    ),
    "table.card": ('{% call table.card("Kaart", "attention") %}in{% endcall %}', {}, "md-card--attention"),
    "table.note": ("{% call table.note() %}let op{% endcall %}", {}, '<div class="md-note">let op</div>'),
    "table.reasons": ('{{ table.reasons([{"text": "Buiten", "fits": true}]) }}', {}, "Past:"),
    "table.timeline": (
        '{{ table.timeline(entries, "Geschiedenis") }}',
        {"entries": [{"on": datetime(2017, 12, 31, 10, 42), "what": "Geregistreerd", "why": "fout"}]},  # noqa: DTZ001
        "31 december 2017, 10.42 uur",
    ),
    "form.field": (
        '{{ form.field(absence["hours"]) }}',
        {"absence": AbsenceForm()},
        'id="id_hours-description"',
    ),
    "form.text": ('{{ form.text("kvk", "KvK", "1234") }}', {}, 'value="1234" required>'),
    "form.number": ('{{ form.number("u", "Uren", unit="uur") }}', {}, 'inputmode="decimal"'),
    "form.date": (
        '{{ form.date("d", "Dag", day) }}',
        {"day": DAY},
        'type="date" id="id_d" name="d" value="2017-12-31"',
    ),
    "form.textarea": ('{{ form.textarea("n", "Noot", "a\nb") }}', {}, 'rows="4"'),
    "form.select": (
        '{{ form.select("g", "Gebied", [("a", "A"), ("b", "B")], chosen="b") }}',
        {},
        '<option value="b" selected>B</option>',
    ),
    "form.choices": (
        '{{ form.choices("s", "Soort", [("a", "A")], error="Kies.") }}',
        {},
        'role="radiogroup" aria-required="true" aria-describedby="id_s-error" aria-invalid="true"',
    ),
    "form.checkbox": ('{{ form.checkbox("n", "Nieuw", true) }}', {}, "checked"),
    "form.form": ('{% call form.form("/p", "TOKEN") %}in{% endcall %}', {}, 'method="post" action="/p"'),
    "form.section": ('{% call form.section("Werk") %}in{% endcall %}', {}, "Werk</legend>"),
    "form.error_summary": (
        '{{ form.error_summary([("id_u", "Vul in.")]) }}',
        {},
        '<a class="nl-link" href="#id_u">',
    ),
    "form.form_errors": (
        "{{ form.form_errors(absence) }}",
        {"absence": AbsenceForm({})},
        'href="#id_hours">Uren: ',
    ),
    "figures.number": (
        '{{ figures.number(3257, "banen", on=day, url="/r") }}',
        {"day": DAY},
        "banen · peildatum 31 december 2017",
    ),
    "figures.against": ('{{ figures.against(1504, "gehaald", "reached") }}', {}, "Doel 1.504 · "),
    "figures.progress": ('{{ figures.progress(43, 36, "Banen") }}', {}, 'aria-label="Banen: 43 van doel 36"'),
    "figures.chart": (
        '{{ figures.chart(drawing, [{"label": "Soort"}], [["markt"]], "Soort") }}',
        {"drawing": bars([Part("markt", 1145)], "soort")},
        "De cijfers in een tabel",
    ),
    "figures.numbers": ('{{ figures.numbers("Soort", [{"label": "Soort"}], []) }}', {}, "<details"),
    "figures.tiles": (
        '{{ figures.tiles(places, "Banen per gemeente", "Banen") }}',
        {
            "places": [
                Place("Assen", "Ass", 0, 0, 360, url="/a"),
                Place("Haren", "Har", 1, 0, 3, is_hidden=True),
            ]
        },
        "Haren: minder dan 10 personen",
    ),
    "answer.amount": ('{{ answer.amount(given, "Op 1 maart 2026") }}', {"given": ANSWER}, "€ 1.101,31"),
    "answer.remarks": ("{{ answer.remarks(given) }}", {"given": WARNED}, "utrecht-alert--warning"),
    "answer.steps": ("{{ answer.steps(given) }}", {"given": ANSWER}, "Plus 25% voor werkgeverslasten"),
    "answer.article": (
        "{{ answer.article(value) }}",
        {"value": ANSWER.trace[0]},
        'href="https://wetten.overheid.nl/BWBR0002638/2026-01-01#Artikel8"',
    ),
    "answer.trace": ("{{ answer.trace(given) }}", {"given": ANSWER}, "/regelboek/lks.opslag/?dag=2026-01-01"),
    "instrument.verdict": ("{{ instrument.verdict(one) }}", {"one": INSTRUMENT}, "misschien"),
    "instrument.said_below": (
        "{{ instrument.said_below(remarks) }}",
        {"remarks": WARNED.remarks},
        "<strong>Let op:</strong>",
    ),
    "instrument.shown": (
        "{{ instrument.shown(one, titles, decides) }}",
        {"one": INSTRUMENT, **NAMES},
        "<strong>de gemeente</strong>",
    ),
    "instrument.deadlines": (
        "{{ instrument.deadlines([(deadline, one)], titles, decides, day) }}",
        {"deadline": SimpleNamespace(on=DAY, words=Words("Vraag het aan.")), "one": INSTRUMENT, "day": DAY}
        | NAMES,
        "Loonkostensubsidie. Vraag het aan.",
    ),
    "answer.whole": ('{{ answer.whole(given, "Op 1 maart 2026") }}', {"given": ANSWER}, "Zo is dit gerekend"),
    "movement.movement": (
        '{{ movement.movement(found, "/begonnen") }}',
        {"found": SimpleNamespace(label="2026", begun=1204, ended=59, net=1145)},
        '2026: <a class="nl-link" href="/begonnen">1.204 erbij</a>, 59 eraf, saldo +1.145.',
    ),
}


def macros() -> set[str]:
    env = engines["jinja2"].env
    return {
        f"{path.stem}.{macro.name}"
        for path in COMPONENTS.glob("*.html")
        for macro in env.parse(path.read_text()).find_all(Macro)
        if not macro.name.startswith("_")
    }


def test_every_macro_is_called() -> None:
    assert macros() == set(CALLS)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_component(name: str) -> None:
    source, values, expected = CALLS[name]
    html = rendered(source, **values)
    assert expected in html
    assert "style=" not in html


def test_a_description_and_an_error_are_tied_to_their_control() -> None:
    html = rendered('{{ form.field(absence["hours"]) }}', absence=AbsenceForm({"hours": "99"}))
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described
    for name in described[1].split():
        assert f'id="{name}"' in html
    assert 'value="99"' in html
    assert 'aria-invalid="true"' in html


def test_every_field_of_a_form_is_drawn_and_every_label_points_at_it() -> None:
    html = rendered("{% for field in absence %}{{ form.field(field) }}{% endfor %}", absence=AbsenceForm())
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'\sfor="([^"]+)"', html)) <= set(ids)
    assert set(AbsenceForm().fields) <= set(re.findall(r'\sname="([^"]+)"', html))


def test_the_summary_links_to_a_control_that_is_there() -> None:
    source = "{{ form.form_errors(absence) }}{% for field in absence %}{{ form.field(field) }}{% endfor %}"
    html = rendered(source, absence=AbsenceForm({}))
    links = re.findall(r'href="#([^"]+)"', html)
    assert links
    for target in links:
        assert f'id="{target}"' in html
    # A hidden field has nothing to go to, but its error is told.
    assert "#id_version" not in html
    assert "Version: " in html


def test_a_small_number_is_nowhere_in_the_map() -> None:
    places = [Place("Haren", "Har", 0, 0, 7, is_hidden=True), Place("Assen", "Ass", 1, 0, 360)]
    html = rendered('{{ figures.tiles(places, "Banen", "Banen") }}', places=places)
    assert ">360<" in html
    assert ">7<" not in html


def test_without_a_target_there_is_no_bar() -> None:
    assert "<svg" not in rendered("{{ figures.progress(41, none) }}")


def test_values_are_escaped() -> None:
    html = rendered(
        '{{ form.text("n", name, name, name, name) }}{{ table.table(name, [], []) }}', name='<b a="b">'
    )
    assert "<b" not in html
    assert html.count("&lt;b a=&#34;b&#34;&gt;") == 6


PAGE = """{% extends "layout/desk.html" %}{% block title %}Waar staan we?{% endblock %}
{% block content %}<p>inhoud</p>{% endblock %}"""


def test_a_page_needs_nothing_but_a_title() -> None:
    html = engines["jinja2"].from_string(PAGE).render({})
    assert "<title>Waar staan we? · Meedoen</title>" in html
    assert html.count("<h1") == 1
    assert "md-menu" not in html
    assert "Demonstratie" not in html


def test_the_layout_shows_what_it_is_given() -> None:
    html = (
        engines["jinja2"]
        .from_string(PAGE)
        .render(
            {
                "demo": True,
                "region": "Groningen en Noord-Drenthe",
                "signed_in": SignedIn("Carla, coördinator", "/uit"),
                "nav": (
                    NavGroup("Verantwoorden", (NavEntry("Sturing", "/s", True), NavEntry("Logboek", "/l"))),
                ),
                "crumbs": [Link("Sturing", "/s")],
                "has_errors": True,
            }
        )
    )
    assert "<title>Fout: Waar staan we?" in html
    assert "mensen, werkgevers en keuzes van gemeenten zijn verzonnen" in html
    assert 'action="/uit"' in html
    assert html.count('aria-current="page"') == 1
    assert 'href="/privacy/"' in html


def test_a_forgotten_value_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(UndefinedError):
        engines["jinja2"].from_string("{{ forgotten }}").render({})


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_needs_nothing_and_leads_back(name: str) -> None:
    html = engines["jinja2"].get_template(name).render({})
    assert html.count("<h1") == 1
    assert 'href="/"' in html


def test_a_refusal_is_a_page_by_itself() -> None:
    html = (
        engines["jinja2"]
        .get_template("layout/plain.html")
        .render(
            {
                "title": "U bent niet aangemeld",
                "message": "Uw toegang is gesloten.",
                "remedy": "Vraag de beheerder.",
            }
        )
    )
    assert "<title>U bent niet aangemeld · Meedoen</title>" in html
    assert "Uw toegang is gesloten." in html


def test_every_component_file_is_in_the_reference() -> None:
    reference = Path("docs/reference/components.md").read_text()
    assert [path.name for path in COMPONENTS.glob("*.html") if f"## {path.name}" not in reference] == []
    assert [
        name
        for name in macros()
        if f"{name.split('.')[1]}(" not in reference and name != "feedback.messages_list"
    ] == []
