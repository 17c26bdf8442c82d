"""What the pages refuse in words, refused in the same words on the command line, with exit code 1."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def in_words() -> Iterator[None]:
    """Turn every refusal into a message; anything else is a fault of ours and keeps its trace."""
    from django.db import OperationalError, ProgrammingError

    from meedoen.access.refusals import Refused, Several
    from meedoen.counting import CountingRefused
    from meedoen.primitives.refusal import NotValid
    from meedoen.rules.refusal import NoValueForThisDay, PlaceNotOnThisDay, UnknownParameter, UnknownPlace
    from meedoen.steering.publications.services import FileRefused

    try:
        yield
    except FileRefused as refusal:
        for fault in refusal.faults:
            click.echo(f"regel {fault.row}, kolom {fault.column}: {fault.message}", err=True)
        raise click.ClickException(refusal.message) from None
    except Several as refusal:
        raise click.ClickException("\n".join(one.message for one in refusal.refusals)) from None
    except Refused as refusal:
        raise click.ClickException(refusal.message) from None
    except (
        CountingRefused,
        NotValid,
        NoValueForThisDay,
        PlaceNotOnThisDay,
        UnknownParameter,
        UnknownPlace,
    ) as refusal:
        raise click.ClickException(str(refusal)) from None
    except (OperationalError, ProgrammingError) as error:
        if "no such table" in str(error) or "does not exist" in str(error):
            raise click.ClickException(
                "De database heeft nog geen tabellen. Draai eerst: meedoen django migrate"
            ) from None
        raise
