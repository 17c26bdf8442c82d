"""Copies the named style sheets, fonts and licence texts out of node_modules."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meedoen.portals import styles

INSTALL = "npm ci"


class Command(BaseCommand):
    help = "Kopieert de stijlbladen, het lettertype en hun licenties uit node_modules."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--node-modules",
            type=Path,
            default=Path("node_modules"),
            help="map waarin npm heeft geïnstalleerd (standaard: node_modules in deze map)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["node_modules"]
        if not source.is_dir():
            raise CommandError(
                f"De map '{source}' bestaat niet. Voer eerst '{INSTALL}' uit in de hoofdmap van het project."
            )
        wanted = {
            **{
                source / name: styles.VENDOR_DIRECTORY / target for name, target in styles.STYLE_FILES.items()
            },
            **{source / name: styles.FONT_DIRECTORY / target for name, target in styles.FONT_FILES.items()},
        }
        missing = sorted(str(path.relative_to(source)) for path in wanted if not path.is_file())
        if missing:
            raise CommandError(
                f"In '{source}' ontbreken: {', '.join(missing)}. Voer '{INSTALL}' opnieuw uit."
            )
        # A whole new folder: a style sheet that left the map must not stay behind and be served.
        for folder in (styles.VENDOR_DIRECTORY, styles.FONT_DIRECTORY):
            shutil.rmtree(folder, ignore_errors=True)
        for path, target in wanted.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        self.stdout.write(f"{len(wanted)} bestanden gekopieerd.")
