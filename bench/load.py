"""A small load: n connections that keep asking one address for some seconds, on this machine only."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    """What came back: requests a second, and the 99th percentile in milliseconds."""

    per_second: float
    p99_ms: float
    statuses: frozenset[int]


async def _connection(port: int, request: bytes, until: float, took: list[float], statuses: set[int]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (started := time.perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        statuses.add(int(head[9:12]))
        length = next(
            (
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length:")
            ),
            0,
        )
        if length:
            await reader.readexactly(length)
        took.append(time.perf_counter() - started)
    writer.close()


async def _run(port: int, request: bytes, seconds: float, connections: int) -> Load:
    took: list[float] = []
    statuses: set[int] = set()
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_connection(port, request, until, took, statuses) for _ in range(connections)))
    took.sort()
    return Load(len(took) / seconds, took[int(len(took) * 0.99)] * 1000 if took else 0.0, frozenset(statuses))


def load(port: int, path: str, headers: dict[str, str], seconds: float = 3.0, connections: int = 8) -> Load:
    """Ask one address over keep-alive connections until the time is up."""
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: localhost",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return asyncio.run(_run(port, ("\r\n".join(lines) + "\r\n\r\n").encode(), seconds, connections))


if __name__ == "__main__":
    port, path, cookie, etag, seconds = sys.argv[1:]
    given = {"Cookie": cookie} | ({"If-None-Match": etag} if etag else {})
    answer = load(int(port), path, given, float(seconds))
    print(answer.per_second, answer.p99_ms, ",".join(map(str, sorted(answer.statuses))))
