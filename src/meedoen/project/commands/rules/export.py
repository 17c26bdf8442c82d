"""Write the rule book in the form of OpenFisca: `meedoen rules export`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Map voor de bestanden."
)
def export(out: Path) -> None:
    """Schrijf het hele regelboek als YAML in de vorm van OpenFisca, een bestand per parameter."""
    from meedoen.rules.openfisca import tree

    written = tree()
    try:
        for path, text in written.items():
            target = out / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"Schrijven in {out} lukt niet: {error.strerror}.") from None
    click.echo(f"{len(written)} bestanden in {out}")
