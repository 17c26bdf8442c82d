"""`meedoen serve` does not share a port with another server."""

from __future__ import annotations

import socket

from click.testing import CliRunner

from meedoen.project.command import main


def test_a_port_that_somebody_has_is_refused_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--port", str(port), "--no-tasks"])
    assert done.exit_code == 1
    assert f"Op poort {port} draait al iets" in done.output
    assert f"--port {port + 1}" in done.output
