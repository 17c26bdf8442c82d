"""A small load: n connections that keep asking one address for some seconds, on this machine only."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Load:
    """What came back: requests a second, and the 99th percentile in milliseconds."""

    per_second: float
    p99_ms: float
    statuses: frozenset[int]


@dataclass
class _Tally:
    until: float
    took: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)


class _Connection(asyncio.Protocol):
    """Asks again as soon as the answer is whole. It shares the processors with what it measures, so it only
    looks for the status and the length, and counts the bytes that follow."""

    def __init__(self, request: bytes, tally: _Tally) -> None:
        self.request, self.tally = request, tally
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.head, self.left = b"", 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        self.ask()

    def ask(self) -> None:
        self.started = time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        if self.left:
            self.left -= len(data)
        else:
            self.head += data
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return
            self.tally.statuses.add(int(self.head[9:12]))
            at = self.head.lower().find(b"\r\ncontent-length:", 0, end)
            length = int(self.head[at + 17 : self.head.find(b"\r\n", at + 17)]) if at >= 0 else 0
            self.left = length - (len(self.head) - end - 4)
            self.head = b""
        if self.left == 0:
            self.answered()

    def answered(self) -> None:
        now = time.perf_counter()
        self.tally.took.append(now - self.started)
        if now < self.tally.until:
            self.ask()
        else:
            self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        if error is not None:
            self.over.set_exception(error)
        else:
            self.over.set_result(None)


async def _run(port: int, request: bytes, seconds: float, connections: int) -> Load:
    tally = _Tally(time.perf_counter() + seconds)
    loop = asyncio.get_running_loop()
    made = [
        await loop.create_connection(lambda: _Connection(request, tally), "127.0.0.1", port)
        for _turn in range(connections)
    ]
    await asyncio.gather(*(connection.over for _transport, connection in made))
    took = sorted(tally.took)
    p99 = took[int(len(took) * 0.99)] * 1000 if took else 0.0
    return Load(len(took) / seconds, p99, frozenset(tally.statuses))


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
