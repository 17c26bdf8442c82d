"""The command `meedoen`: the same services and selectors as the pages, from a shell."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from meedoen.project.commands.accounts import accounts
from meedoen.project.commands.bsn import bsn
from meedoen.project.commands.count import count, indicators
from meedoen.project.commands.demo import demo
from meedoen.project.commands.docs import docs
from meedoen.project.commands.duplicates import duplicates
from meedoen.project.commands.employers import employers
from meedoen.project.commands.imports import imports
from meedoen.project.commands.journal import journal
from meedoen.project.commands.match import match
from meedoen.project.commands.neighbourhoods import neighbourhoods
from meedoen.project.commands.programmes import programmes
from meedoen.project.commands.publications import publications
from meedoen.project.commands.reminders import reminders
from meedoen.project.commands.retention import retention
from meedoen.project.commands.rules import rules
from meedoen.project.commands.work import beside_the_server, work


def _prepare() -> None:
    """Point Django at the settings; an installation without a secret gets one in its var folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.project.settings")
    if not os.environ.get("MEEDOEN_SECRET_KEY"):
        secret = Path(os.environ.get("MEEDOEN_VAR", "var")) / "secret"
        if not secret.exists():
            secret.parent.mkdir(parents=True, exist_ok=True)
            secret.touch(mode=0o600)
            secret.write_text(secrets.token_urlsafe(60), encoding="utf-8")
        os.environ["MEEDOEN_SECRET_KEY"] = secret.read_text(encoding="utf-8").strip()


@click.group()
@click.version_option(package_name="meedoen")
def main() -> None:
    """Meedoen: van mens en taak naar een getelde, blijvende baan."""
    _prepare()


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Geef een opdracht aan Django (migrate, check, …)."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["meedoen django", *arguments])


@main.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--tasks/--no-tasks", default=True, help="Voer ook de lange taken uit (zie: meedoen work).")
def serve(port: int, host: str, workers: int, tasks: bool) -> None:
    """Dien de pagina's op met granian over WSGI, en doe de lange taken ernaast."""
    from granian import Granian
    from granian.constants import Interfaces

    # Granian shares a port with whoever has it, and half of the pages would come from there.
    with socket.socket() as asked:
        if asked.connect_ex((host, port)) == 0:
            raise click.ClickException(
                f"Op poort {port} draait al iets. Stop dat eerst, of kies een andere: --port {port + 1}."
            )

    server = Granian(
        "meedoen.project.wsgi:application",
        address=host,
        port=port,
        workers=workers,
        blocking_threads=1,
        interface=Interfaces.WSGI,
    )
    with beside_the_server() if tasks else nullcontext():
        server.serve()


main.add_command(docs)
main.add_command(accounts)
main.add_command(bsn)
main.add_command(count)
main.add_command(demo)
main.add_command(duplicates)
main.add_command(employers)
main.add_command(imports)
main.add_command(indicators)
main.add_command(journal)
main.add_command(neighbourhoods)
main.add_command(match)
main.add_command(programmes)
main.add_command(publications)
main.add_command(retention)
main.add_command(reminders)
main.add_command(rules)
main.add_command(work)

if __name__ == "__main__":
    sys.exit(main())
