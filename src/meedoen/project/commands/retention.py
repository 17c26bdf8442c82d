"""`meedoen retention`: what would be anonymised, announcing it, and doing it."""

from __future__ import annotations

import click

from meedoen.project.commands.refusals import in_words


@click.group()
def retention() -> None:
    """Bewaartermijnen: tonen, aankondigen, uitvoeren."""


@retention.command()
@click.option("--region", required=True, help="Code van de arbeidsmarktregio, zoals AM01.")
def plan(region: str) -> None:
    """Toon wat er vandaag zou gebeuren, per soort en woongemeente. Verandert niets."""
    import django

    django.setup()
    _show(region)


@retention.command()
@click.option("--region", required=True, help="Code van de arbeidsmarktregio, zoals AM01.")
@click.option("--dry-run", is_flag=True, help="Toon alleen wat er zou gebeuren.")
def notify(region: str, dry_run: bool) -> None:
    """Kondig het einde aan van elk dossier waarvan de termijn voorbij is."""
    import django

    django.setup()
    if dry_run:
        _show(region)
        return
    from django.utils import timezone

    from meedoen.access.actors import system
    from meedoen.register.privacy.ending import announce

    with in_words():
        told = announce(system("meedoen retention notify", region), today=timezone.localdate())
    click.echo(f"Aangekondigd: {sum(told.values())}.")


@retention.command()
@click.option("--region", required=True, help="Code van de arbeidsmarktregio, zoals AM01.")
@click.option("--dry-run", is_flag=True, help="Toon alleen wat er zou gebeuren.")
def run(region: str, dry_run: bool) -> None:
    """Anonimiseer wie is aangekondigd en aan de beurt is. Dat kan niet terug."""
    import django

    django.setup()
    if dry_run:
        _show(region)
        return
    from django.utils import timezone

    from meedoen.access.actors import system
    from meedoen.register.privacy.ending import anonymise_due

    with in_words():
        ended = anonymise_due(system("meedoen retention run", region), today=timezone.localdate())
    gone, stays = sum(one.anonymised for one in ended), sum(one.called_off for one in ended)
    click.echo(f"Geanonimiseerd: {gone}. Vervallen: {stays}.")


def _show(region: str) -> None:
    from django.utils import timezone

    from meedoen.access.actors import system
    from meedoen.register.privacy.plan import retention_plan

    with in_words():
        found = retention_plan(system("meedoen retention plan", region), timezone.localdate())
    for one in found.decided:
        words = "nog niet vastgesteld" if one.term is None else f"{one.term.months} maanden"
        click.echo(f"{one.label}: {words}")
    click.echo("Niets veranderd. Aan te kondigen, aangekondigd, te anonimiseren, uitgesteld, vervalt:")
    for one in found.categories:
        for line in (*one.lines, *([one.total_line] if one.rows else [])):
            click.echo(f"  {one.label}, {line[0]}: {', '.join(str(cell) for cell in line[1:])}")
