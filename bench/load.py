"""A small HTTP client that keeps its connections open and costs the machine as little as it can."""

import re
import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle

PATIENCE = 20.0  # seconds without any answer after which a run is given up
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class WrongAnswer(Exception):
    """A server said something else than the benchmark is about, so its speed would mean nothing."""


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    """A request with a body is a POST of a form."""

    @property
    def method(self) -> str:
        return "POST" if self.body else "GET"

    def raw(self, port: int) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: localhost:{port}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.body:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(self.body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode()


@dataclass(frozen=True)
class Run:
    """What one spell of requests came to."""

    seconds: float
    latencies: list[float]

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, part: float) -> float:
        """Milliseconds within which that part of the requests was answered."""
        return 1000 * sorted(self.latencies)[int(part * (len(self.latencies) - 1))]


class _Connection:
    """Sends its requests in turn, each when the one before is answered."""

    def __init__(self, port: int, requests: Sequence[bytes], least: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests = cycle(requests)
        self.least = least
        self.sent = 0.0

    def send(self) -> None:
        self.parts: list[bytes] = []
        self.missing = -1
        self.sent = time.perf_counter()
        self.socket.sendall(next(self.requests))

    def receive(self) -> bool:
        """Takes what has come; whether the answer is whole, and as it should be."""
        part = self.socket.recv(1 << 18)
        if not part:
            raise WrongAnswer("The connection was closed.")
        if self.missing < 0:
            self.parts.append(part)
            answer = b"".join(self.parts)
            end = answer.find(b"\r\n\r\n")
            if end < 0:
                return False
            self.missing = self._length(answer[:end]) - (len(answer) - end - 4)
        else:
            self.missing -= len(part)
        return self.missing == 0

    def _length(self, head: bytes) -> int:
        found = _LENGTH.search(head)
        length = int(found[1]) if found else -1
        if head[9:12] != b"200" or length < self.least:
            raise WrongAnswer(f"{head[:15].decode()}, {length} bytes where at least {self.least} were due.")
        return length


def run(port: int, scripts: Sequence[Sequence[bytes]], seconds: float, least: int) -> Run:
    """Each script over a connection of its own, for so long. Every answer must be a 200 of at least `least` bytes."""
    latencies: list[float] = []
    with selectors.DefaultSelector() as selector:
        connections = [_Connection(port, script, least) for script in scripts]
        try:
            started = time.perf_counter()
            for connection in connections:
                selector.register(connection.socket, selectors.EVENT_READ, connection)
                connection.send()
            busy, now = len(connections), started
            while busy:
                ready = selector.select(PATIENCE)
                if not ready:
                    raise WrongAnswer(f"No answer within {PATIENCE:.0f} s.")
                for key, _ in ready:
                    if not key.data.receive():
                        continue
                    now = time.perf_counter()
                    latencies.append(now - key.data.sent)
                    if now - started < seconds:
                        key.data.send()
                    else:
                        busy -= 1
            return Run(now - started, latencies)
        finally:
            for connection in connections:
                connection.socket.close()
