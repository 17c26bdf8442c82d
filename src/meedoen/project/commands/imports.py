"""`meedoen import`: read a file in from a shell, with the same checks and words as on the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from meedoen.project.commands.refusals import in_words

KINDS = ("people", "registrations", "employers", "placements")


@click.command("import")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", required=True, help="Het e-mailadres van wie dit doet.")
@click.option("--dry-run", is_flag=True, help="Kijk alleen na; lees niets in.")
@click.option("--sheet", default="", help="Het blad van de werkmap.")
@click.option(
    "--doubtful",
    type=click.Choice(("keep", "skip")),
    help="Wat er gebeurt met regels waar de pagina over zou vragen.",
)
@click.option("--windows-1252", is_flag=True, help="Vertrouw een tekstbestand dat geen UTF-8 is.")
def imports(
    kind: str, file: Path, email: str, dry_run: bool, sheet: str, doubtful: str | None, windows_1252: bool
) -> None:
    """Lees een bestand (XLSX, ODS of CSV) in, geheel of niet."""
    import django

    django.setup()
    from django.utils import timezone

    from meedoen.access.selectors import actor_with_email
    from meedoen.exchange.imports import services

    today = timezone.localdate()
    with in_words():
        actor = actor_with_email(email, today)
        content = file.read_bytes()
        offered = services.offer_file(actor, kind, file.name, content, sheet=sheet, today=today)
        try:
            services.map_columns(actor, offered.pk, offered.mapping, is_read_well=windows_1252, today=today)
            services.try_file(actor, offered.pk, today=today)
            _answer(actor, offered.pk, doubtful, today)
            plan = services.try_file(actor, offered.pk, today=today)
            _tell(offered.pk, plan, actor, today)
            if not plan.is_ready():
                raise click.ClickException("Er is niets ingelezen.")
            if not dry_run:
                services.import_file(actor, offered.pk, today=today)
        finally:
            services.drop_file(actor, offered.pk, today=today)
    counts = plan.counts()
    told = f"{counts['new']} nieuw, {counts['known']} al bekend, {counts['skipped']} overgeslagen"
    click.echo(f"{file.name}: {told}{' (nagekeken, niets ingelezen)' if dry_run else ''}")


def _answer(actor: Any, file_id: int, doubtful: str | None, today: Any) -> None:
    from meedoen.exchange.imports import selectors, services

    if doubtful is None:
        return
    found = selectors.file_of(actor, file_id, today)
    for asked in selectors.asked_about(found):
        services.answer_rest(actor, file_id, asked.question, doubtful, today=today)


def _tell(file_id: int, plan: Any, actor: Any, today: Any) -> None:
    """Write out what has to be mended or answered, at its line and column."""
    from meedoen.exchange.imports import selectors
    from meedoen.exchange.imports.plan import ASKED, WRONG

    found = selectors.file_of(actor, file_id, today)
    for said in sorted(plan.said, key=lambda one: one.line):
        if plan.states.get(said.line) in (WRONG, ASKED):
            column = selectors.column_words(found, said.field)
            where = f", kolom {column}" if column else ""
            click.echo(f"regel {said.line}{where}: {said.message}", err=True)
