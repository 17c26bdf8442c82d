"""The reference pages, written from the code, so that they cannot say something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from meedoen.rules.book import Parameter, Worth

_HEAD = "<!-- Written by `meedoen docs`; change the code, not this page. -->\n\n"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return (
        "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
        + "\n"
    )


def _parameters() -> str:
    from meedoen.rules import book

    parts = [
        "# Parameters of the rule book\n",
        "A table per regeling; the name of a series stands at its first value. `before` is the first day on"
        " which a value no longer holds. On a day without a value there is no answer.\n",
        "\n".join(
            f"- [{one.title}](#{one.code.replace('_', '-')}): {len(one.parameters)} series"
            for one in book.regelingen()
        )
        + "\n",
    ]
    for regeling in book.regelingen():
        anchor = regeling.code.replace("_", "-")
        parts.append(f'<a id="{anchor}"></a>\n\n## {regeling.title}\n')
        rows = [row for one in regeling.parameters for row in _rows_of(one)]
        parts.append(_table(("series", "from", "before", "value", "certainty", "article", "source"), rows))
    return "\n".join(parts)


def _rows_of(parameter: Parameter) -> list[tuple[str, ...]]:
    """The stretches of one series in the order of time, the unknown ones too."""
    rows: list[tuple[str, ...]] = [
        (
            one.starts_on.isoformat(),
            one.ends_before.isoformat() if one.ends_before else "",
            _worth(one.value),
            one.status,
            f"[{one.law_text}]({one.law_url})" if one.law_url else "",
            one.source,
        )
        for one in parameter.values
    ]
    rows += [
        (gap.starts_on.isoformat(), gap.ends_before.isoformat(), "", "unknown", "", gap.why)
        for gap in parameter.unknown
    ]
    name = f"`{parameter.path}`<br>{parameter.title}, {parameter.unit}"
    return [(name if at == 0 else "", *row) for at, row in enumerate(sorted(rows))]


def _worth(value: Worth) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _indicators() -> str:
    from meedoen.counting.indicators import INDICATORS

    rows = [
        (
            f"`{indicator.code}`",
            str(indicator.version),
            indicator.unit,
            indicator.name,
            ", ".join(indicator.breakdowns),
            indicator.definition,
        )
        for indicator in INDICATORS.values()
    ]
    return "# Indicators\n\n" + _table(("code", "version", "unit", "name", "by", "definition"), rows)


def _fact_tables() -> str:
    from meedoen.counting.facts import FACTS

    parts = ["# Fact tables\n\nThe same rows without names; no other column is allowed.\n"]
    for name, columns in FACTS.items():
        rows = [
            (
                f"`{column}`",
                one.kind,
                "yes" if one.may_be_empty else "",
                "yes" if one.optional else "",
                one.meaning,
            )
            for column, one in columns.items()
        ]
        parts.append(f"## {name}\n")
        parts.append(
            _table(("column", "kind", "may be empty", "may be left out", "what it is (Dutch)"), rows)
        )
    return "\n".join(parts)


def _powers() -> str:
    from meedoen.access import selectors
    from meedoen.access.powers import POWERS

    columns = [role for role, _label in selectors.roles()]
    rows = [
        (f"`{deed}`", *("yes" if role in roles else "" for role in columns)) for deed, roles in POWERS.items()
    ]
    return "# Powers\n\nRows are deeds, columns are roles. Nothing else grants anything.\n\n" + _table(
        ("deed", *columns), rows
    )


def _settings() -> str:
    text = (Path(__file__).parents[1] / "settings.py").read_text(encoding="utf-8")
    rows = []
    for match in re.finditer(r'env\.(\w+)\(\s*"(\w+)"(?:, default=(.+?))?\)+$', text, re.MULTILINE):
        above = text[: match.start()].rsplit("\n", 1)[0].splitlines()
        reason = (
            above[-1].lstrip("# ") if above and above[-1].startswith("# ") and "---" not in above[-1] else ""
        )
        default = (match[3] or "").strip()
        default += ")" * (default.count("(") - default.count(")"))
        rows.append((f"`{match[2]}`", match[1], f"`{default}`" if default else "", reason))
    return "# Settings\n\nEverything comes from the environment.\n\n" + _table(
        ("name", "type", "default", "what it is"), rows
    )


PAGES: dict[str, Callable[[], str]] = {
    "parameters.md": _parameters,
    "indicators.md": _indicators,
    "fact-tables.md": _fact_tables,
    "powers.md": _powers,
    "settings.md": _settings,
}


@click.command()
@click.option("--check", is_flag=True, help="Zeg alleen of de bladzijden kloppen met de code.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("docs/reference"))
def docs(check: bool, folder: Path) -> None:
    """Schrijf de naslagbladzijden uit de code."""
    import django

    django.setup()
    stale = []
    for name, write in PAGES.items():
        text = _HEAD + write()
        page = folder / name
        if check:
            if not page.exists() or page.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    if stale:
        raise click.ClickException(f"Niet meer gelijk aan de code: {', '.join(stale)}. Draai: meedoen docs")
