"""What the rule book says, from a shell: `meedoen rules …`, one file per command."""

from __future__ import annotations

import click

from meedoen.project.commands.rules.beschut_werk import beschut_werk
from meedoen.project.commands.rules.check import check
from meedoen.project.commands.rules.compare import compare
from meedoen.project.commands.rules.export import export
from meedoen.project.commands.rules.instruments import instruments
from meedoen.project.commands.rules.job import job
from meedoen.project.commands.rules.liv import liv
from meedoen.project.commands.rules.lks import lks
from meedoen.project.commands.rules.lkv import lkv
from meedoen.project.commands.rules.new_year import new_year
from meedoen.project.commands.rules.quotum import quotum


@click.group()
def rules() -> None:
    """Het regelboek: controleren, en rekenen met wat de wet zegt."""


rules.add_command(check)
rules.add_command(export)
rules.add_command(compare)
rules.add_command(lks)
rules.add_command(lkv)
rules.add_command(liv)
rules.add_command(job)
rules.add_command(instruments)
rules.add_command(quotum)
rules.add_command(beschut_werk)
rules.add_command(new_year)
