"""`make bench`: ours beside a bare application and a minimal Django, in turn, on one throw-away database.

Every target is visited in every round at every number of connections, in an order that is reversed from one round
to the next, so that whatever else the machine does meanwhile hits all of them alike. Ratios are what to look at.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django

from bench import backtest, count, weight
from bench.load import run
from bench.ports import free_ports
from bench.processes import BASE, Server, cpu_seconds, memory
from bench.report import CONNECTIONS, Measured, Report, Sample
from bench.targets import BARE, MINIMAL, OURS, Target, targets
from config.console import Problem, complain, say, step
from config.embedded import Postgres

APPLICATIONS = {
    BARE: ("bench.bare:application", ""),
    MINIMAL: ("bench.minimal.wsgi:application", "bench.minimal.settings"),
    OURS: ("config.wsgi:application", "config.settings"),
}

OPERATORS = ("ASCENT_", "DATABASE_URL", "HOST", "ORIGIN", "MAIL_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")
"""Beginnings of variables by which an operator changes how Ascent runs; here it runs as it comes."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.8, help="of one target at one number of connections")
    parser.add_argument("--quick", action="store_true", help="two short rounds, to see that it works")
    options = parser.parse_args()
    rounds, seconds = (2, 0.2) if options.quick else (options.rounds, options.seconds)
    try:
        with bench() as one:
            one.warm(seconds)
            one.measure(rounds, seconds)
            report = one.report()
            from bench import plan  # needs Django set up

            planned = list(plan.lines())
    except Problem as problem:
        return complain(problem)
    say(f"\nMedians over {rounds} rounds of {seconds} s; {os.cpu_count()} cores, Python {platform.python_version()}.\n")
    say("\n".join([*report.lines(), "", *planned, "", *backtest.lines(backtest.backtest())]))
    return 0


@contextmanager
def bench() -> Iterator["Bench"]:
    """Database, people and the three servers, for as long as they are needed."""
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="ascent-bench-")))
        database = held.enter_context(Postgres(folder / "postgres"))
        ports = dict(zip(APPLICATIONS, free_ports(len(APPLICATIONS)), strict=True))
        environment = _environment(folder, database, ports[OURS])
        prepared = subprocess.run([sys.executable, "manage.py", "prepare"], cwd=BASE, env=environment, check=False)
        if prepared.returncode != 0:
            raise Problem("The database could not be prepared.")
        os.environ.update(environment)
        django.setup()
        from bench.people import make_people  # needs Django set up

        with step("Making people with progress"):
            people = make_people()
        servers = {}
        for name, (application, settings) in APPLICATIONS.items():
            servers[name] = Server(application, ports[name], environment | {"DJANGO_SETTINGS_MODULE": settings})
            held.callback(servers[name].stop)
        for server in servers.values():
            server.wait()
        yield Bench(database, servers, environment, targets(people, ports[OURS]))


def _environment(folder: Path, database: Postgres, port: int) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OPERATORS)}
    return clean | {
        "ASCENT_HOME": str(folder),
        "ASCENT_SOCKET": str(database.socket),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORT": str(port),
        "SECRET_KEY": "only for the benchmark, whose people are made up",
    }


class Bench:
    def __init__(
        self,
        database: Postgres,
        servers: Mapping[str, Server],
        environment: Mapping[str, str],
        asked: Sequence[Target],
    ) -> None:
        self.database = database
        self.servers = servers
        self.environment = environment
        counts = self._counts(asked)
        self.measured = [
            Measured(target, *self._bytes(target), many) for target, many in zip(asked, counts, strict=True)
        ]

    def _bytes(self, target: Target) -> tuple[int, int]:
        return weight.bytes_of(self.servers[target.application].port, target.scripts[0][0])

    def _counts(self, asked: Sequence[Target]) -> list[int]:
        """Queries of each; an application that knows its own counts them in one process for all of its targets."""
        open_ones = [target for target in asked if target.queries is None]
        said = {name: self._count(name, [t for t in open_ones if t.application == name]) for name in (MINIMAL, OURS)}
        return [next(said[target.application]) if target.queries is None else target.queries for target in asked]

    def _count(self, application: str, asked: Sequence[Target]) -> Iterator[int]:
        settings = APPLICATIONS[application][1]
        done = subprocess.run(
            [sys.executable, "-m", "bench.count"],
            cwd=BASE,
            env={**self.environment, "DJANGO_SETTINGS_MODULE": settings},
            input=count.asked([target.scripts[0] for target in asked]),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return iter(json.loads(done.stdout))

    def warm(self, seconds: float) -> None:
        """Both workers have then read the catalogue, compiled the templates and opened their connections."""
        with step("Warming up"):
            for one in self.measured:
                self._sample(one, max(CONNECTIONS), seconds / 2)

    def measure(self, rounds: int, seconds: float) -> None:
        for number in range(rounds):
            with step(f"Round {number + 1} of {rounds}") as current:
                order = self.measured[:: -1 if number % 2 else 1]
                for connections in CONNECTIONS:
                    for one in order:
                        current.detail = f"{connections} connections, {one.target.application}: {one.target.name}"
                        one.samples[connections].append(self._sample(one, connections, seconds))

    def _sample(self, one: Measured, connections: int, seconds: float) -> Sample:
        server, postgres = self.servers[one.target.application], self.database.process.pid
        scripts = [[request.raw(server.port) for request in script] for script in one.target.scripts[:connections]]
        cpu, database_cpu = cpu_seconds(server.process.pid), cpu_seconds(postgres)
        spell = run(server.port, scripts, seconds, one.target.least)
        cpu, database_cpu = cpu_seconds(server.process.pid) - cpu, cpu_seconds(postgres) - database_cpu
        answered = len(spell.latencies)
        return Sample(
            rate=spell.rate,
            p50=spell.percentile(0.50),
            p95=spell.percentile(0.95),
            cpu=1000 * cpu / answered,
            database_cpu=1000 * database_cpu / answered,
        )

    def report(self) -> Report:
        ours = self.servers[OURS]
        pages = [one.target.scripts[0][0] for one in self.measured if one.target.application == OURS]
        linked = [sum(weight.linked_bytes(ours.port, page).values()) for page in pages if not page.body]
        return Report(self.measured, sum(memory(ours.process.pid)[1:]), max(linked))


if __name__ == "__main__":
    sys.exit(main())
