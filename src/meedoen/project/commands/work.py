"""`meedoen work`: does the long tasks, alone or beside the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

# How often what is past its last day goes, and what was abandoned is found.
ROUND = 600
# A worker that can't begin (no tables yet) is not started again at once.
PAUSE = 5


@click.command()
@click.option("--once", is_flag=True, help="Doe wat er wacht, en stop dan.")
@click.option("--beside", type=int, hidden=True, help="Stop ook als dit proces er niet meer is.")
def work(once: bool, beside: int | None) -> None:
    """Voer de taken uit die mensen op de pagina's vroegen, zoals een groot bestand inlezen."""
    import django

    django.setup()
    from django.core.management import call_command

    from meedoen.project.commands.refusals import in_words

    with in_words():
        _tidy_up()
    if not once:
        threading.Thread(target=_rounds, args=(beside,), daemon=True).start()
    call_command("db_worker", batch=once, interval=0.5, startup_delay=False, reload=False, verbosity=0)


@contextmanager
def beside_the_server() -> Iterator[None]:
    """Keep a worker running as long as the server does; one that was killed is started again."""
    stopping = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not stopping.is_set():
            command = [sys.executable, "-m", "meedoen.project.command", "work", "--beside", str(os.getpid())]
            running[:] = [subprocess.Popen(command)]  # noqa: S603  our own program
            running[0].wait()
            stopping.wait(PAUSE)

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        for one in running:
            one.terminate()
            try:
                # What it is doing is done first; longer than this, and its transaction is undone.
                one.wait(timeout=30)
            except subprocess.TimeoutExpired:
                one.kill()


def _tidy_up() -> None:
    from django.utils import timezone

    from meedoen.access.tasks.running import fail_abandoned
    from meedoen.exchange.exports.keeping import drop_expired as drop_made
    from meedoen.exchange.imports.keeping import drop_expired

    fail_abandoned(timezone.now())
    drop_expired(timezone.localdate())
    drop_made(timezone.now())


def _rounds(beside: int | None) -> None:
    """Tidy up now and then, and stop when the server is gone: nobody would stop this worker any more."""
    from django.db import DatabaseError, close_old_connections

    last = time.perf_counter()
    while True:
        time.sleep(1)
        if beside is not None and os.getppid() != beside:
            os.kill(os.getpid(), signal.SIGTERM)
            return
        if time.perf_counter() - last > ROUND:
            last = time.perf_counter()
            try:
                _tidy_up()
            except DatabaseError:
                # The next round tries again.
                pass
            finally:
                close_old_connections()
