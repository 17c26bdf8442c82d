"""What the rule book says, from a shell: `meedoen rules …`, one file per command."""

from __future__ import annotations

import click

from meedoen.project.commands.rules.check import check
from meedoen.project.commands.rules.compare import compare
from meedoen.project.commands.rules.lks import lks


@click.group()
def rules() -> None:
    """Het regelboek: controleren, en rekenen met wat de wet zegt."""


rules.add_command(check)
rules.add_command(compare)
rules.add_command(lks)
