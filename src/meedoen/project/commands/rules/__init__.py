"""What the rule book says, from a shell: `meedoen rules …`, one file per command."""

from __future__ import annotations

import click

from meedoen.project.commands.rules.check import check


@click.group()
def rules() -> None:
    """Het regelboek: controleren, en rekenen met wat de wet zegt."""


rules.add_command(check)
