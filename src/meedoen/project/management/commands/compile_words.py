"""Compiles the translations to what gettext reads, with Babel: no GNU gettext is needed on the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """`meedoen django compile_words`."""

    help = "Maak van elke vertaling (.po) het bestand dat de pagina's lezen (.mo)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile every catalogue in LOCALE_PATHS; a broken one stops the command and keeps the old file."""
        for source in sorted(path for root in settings.LOCALE_PATHS for path in Path(root).rglob("*.po")):
            try:
                with source.open("rb") as lines:
                    catalogue = read_po(lines, locale=source.parts[-3], abort_invalid=True)
            except (PoFileError, ValueError) as fault:
                raise CommandError(f"{source} is niet te lezen: {fault}") from fault
            made = source.with_suffix(".mo.new")
            with made.open("wb") as target:
                write_mo(target, catalogue)
            made.replace(source.with_suffix(".mo"))
            self.stdout.write(f"{source.parts[-3]}: {sum(1 for message in catalogue if message.id)} zinnen")
