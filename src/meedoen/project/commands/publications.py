"""Read in what others published, from a shell: `meedoen publications`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from meedoen.project.commands.refusals import in_words

if TYPE_CHECKING:
    from meedoen.access.actors import Actor
    from meedoen.steering.publications.shape import ImportReport


def command_line() -> Actor:
    """Return who acts when a command does: whoever may start it on this machine."""
    from django.conf import settings

    from meedoen.access.actors import Actor

    return Actor(
        account_id=None,
        name="opdrachtregel",
        roles=frozenset({"controller"}),
        organisation_id=None,
        organisation_name="",
        organisation_kind="region",
        municipality=None,
        region=settings.REGION,
    )


@click.group()
def publications() -> None:
    """Cijfers die anderen publiceerden."""


@publications.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Kijk alleen na; bewaar niets.")
def import_file(file: Path, dry_run: bool) -> None:
    """Lees een bestand (CSV of XLSX) met publicaties in, geheel of niet."""
    import django

    django.setup()
    with in_words():
        click.echo(f"{file.name}: {_in_words(_import(file.read_bytes(), dry_run))}")


@publications.command("load")
def load() -> None:
    """Lees de cijfers in die bij het project horen; opnieuw inlezen verandert niets."""
    import django

    django.setup()
    from django.db import transaction

    from meedoen.steering.publications.own_files import own_files

    with in_words(), transaction.atomic():
        for name, content in own_files():
            click.echo(f"{name}: {_in_words(_import(content, False))}")


def _import(content: bytes, dry_run: bool) -> ImportReport:
    from django.utils import timezone

    from meedoen.exchange.publications.reading import read_publications
    from meedoen.steering.publications.services import import_publications

    rows = read_publications(content)
    return import_publications(command_line(), rows, today=timezone.localdate(), dry_run=dry_run)


def _in_words(report: ImportReport) -> str:
    told = f"{report.read} gelezen, {report.added} nieuw, {report.unchanged} al bekend"
    if report.described_anew:
        told += f", {report.described_anew} met een nieuwe toelichting"
    return f"{told} (nagekeken, niets bewaard)" if report.is_dry_run else told
