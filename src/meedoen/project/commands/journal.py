"""`meedoen journal`: whether anyone changed what was written down."""

from __future__ import annotations

import click


@click.group()
def journal() -> None:
    """Het logboek nagaan."""


@journal.command()
@click.option(
    "--anchor",
    metavar="REGEL:HASH",
    help="Een regel die eerder is genoteerd; staat hij er niet meer zo, dan is het einde afgeknipt.",
)
def verify(anchor: str | None) -> None:
    """Ga na of elke regel volgt uit de regel ervoor, vanaf de eerste."""
    import django

    django.setup()
    from meedoen.access.journal import check_chain, has_entry

    if anchor is not None:
        number, separator, kept = anchor.partition(":")
        if not separator or not number.isdecimal():
            raise click.UsageError("--anchor heeft de vorm REGEL:HASH, zoals deze opdracht hem zelf toont.")
        if not has_entry(int(number), kept):
            raise click.ClickException(f"Regel {number} staat niet meer in het logboek met die hash.")
    chain = check_chain()
    if chain.broken_id is not None:
        raise click.ClickException(
            f"De keten is verbroken bij regel {chain.broken_id}: die volgt niet uit de regel ervoor. "
            f"Tot daar klopten {chain.checked} regels."
        )
    if chain.last_id is None:
        click.echo("Het logboek is leeg.")
        return
    click.echo(f"De keten klopt t/m regel {chain.last_id} ({chain.checked} regels).")
    click.echo(f"Bewaar elders: {chain.last_id}:{chain.last_hash}")
