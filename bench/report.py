"""Figures as tables, in Markdown, so that they can be kept as they are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import nan
from statistics import median

from bench.targets import BARE, LANDING, MINIMAL, OURS, PAGE, WRITE, Target

CONNECTIONS = (1, 4, 16)


@dataclass(frozen=True)
class Sample:
    """One target in one round, at one number of connections. Times in milliseconds."""

    rate: float
    p50: float
    p95: float
    cpu: float
    database_cpu: float


@dataclass
class Measured:
    target: Target
    raw: int
    sent: int
    queries: int
    samples: dict[int, list[Sample]] = field(default_factory=lambda: {count: [] for count in CONNECTIONS})

    def middle(self, connections: int, figure: Callable[[Sample], float]) -> float:
        return median(map(figure, self.samples[connections]))


class Report:
    def __init__(self, measured: Sequence[Measured], memory: float, linked: int) -> None:
        self.measured = measured
        self.memory = memory
        """MB of the two workers that serve our pages, after load."""
        self.linked = linked
        """Bytes of the style sheet, scripts and icons of the heaviest page, compressed."""

    def lines(self) -> list[str]:
        return [*self._figures(), "", *self._ratios(), "", *self._aims()]

    def _baseline(self, application: str, kind: str) -> Measured:
        return next(m for m in self.measured if m.target.application == application and m.target.kind == kind)

    def _ours(self, name: str) -> Measured:
        return next(m for m in self.measured if m.target.application == OURS and m.target.name == name)

    def ratio(self, one: Measured, other: Measured, connections: int, figure: Callable[[Sample], float]) -> float:
        """The middle of the rounds' ratios: what slowed a whole round slowed both. The clock of CPU time is coarse, and
        a short spell may come to nothing."""
        pairs = zip(one.samples[connections], other.samples[connections], strict=True)
        return median(figure(a) / (figure(b) or nan) for a, b in pairs)

    def _figures(self) -> Iterable[str]:
        yield (
            "| | requests/s at 1 / 4 / 16 connections | p50 / p95 ms at 1 | at 4 | at 16 "
            "| CPU ms/request (at 4) | Postgres CPU ms | queries | bytes raw | compressed |"
        )
        yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
        for one in self.measured:
            rates = " / ".join(f"{one.middle(count, lambda s: s.rate):,.0f}" for count in CONNECTIONS)
            times = " | ".join(
                f"{one.middle(count, lambda s: s.p50):.1f} / {one.middle(count, lambda s: s.p95):.1f}"
                for count in CONNECTIONS
            )
            cpu, database = one.middle(4, lambda s: s.cpu), one.middle(4, lambda s: s.database_cpu)
            yield (
                f"| {one.target.application}: {one.target.name} | {rates} | {times} | {cpu:.2f} | {database:.2f} "
                f"| {one.queries} | {one.raw:,} | {one.sent:,} |"
            )

    def _ratios(self) -> Iterable[str]:
        yield "| requests/s as a multiple, paired by round | of | at 1 / 4 / 16 connections | CPU |"
        yield "|---|---|---:|---:|"
        for one in self.measured:
            for application in (MINIMAL, BARE):
                if application == one.target.application or one.target.application == BARE:
                    continue
                other = self._baseline(application, one.target.kind)
                times = " / ".join(f"{self.ratio(one, other, count, lambda s: s.rate):.2f}" for count in CONNECTIONS)
                cpu = self.ratio(one, other, 4, lambda s: s.cpu)
                name = f"{one.target.application}: {one.target.name}"
                yield f"| {name} | {application}'s {other.target.name} | {times} | × {cpu:.2f} |"

    def _aims(self) -> Iterable[str]:
        yield "| aim | | measured | |"
        yield "|---|---:|---:|---|"
        for aim, wanted, found, reached in self._held():
            yield f"| {aim} | {wanted} | {found} | {'reached' if reached else '**missed**'} |"

    def _held(self) -> Iterable[tuple[str, str, str, bool]]:
        """Each aim of ours, what it asks, what was found, and whether that is enough."""
        roadmap = self._ours("roadmap")
        for name, kind, least in (
            ("roadmap", roadmap.target.kind, 1.0),
            ("status, from the roadmap", WRITE, 0.7),
            ("first page, visitor", LANDING, 0.5),
            ("roadmap, visitor", LANDING, 0.5),
            ("public profile", PAGE, 0.5),
        ):
            other = self._baseline(MINIMAL, kind)
            ratios = [self.ratio(self._ours(name), other, count, lambda s: s.rate) for count in CONNECTIONS]
            by_cpu = self.ratio(other, self._ours(name), 4, lambda s: s.cpu)
            shown = f"{' / '.join(f'{ratio:.2f}' for ratio in ratios)} ({by_cpu:.2f} by CPU)"
            yield (
                f"{name}, of minimal Django's {other.target.name}",
                f"≥ {least}",
                shown,
                min(median(ratios), by_cpu) >= least,
            )
        for name, most in (
            ("roadmap", 5),
            ("skill", 8),
            ("Today", 8),
            ("status, from the roadmap", 8),
            ("first page, visitor", 1),
            ("roadmap, visitor", 1),
            ("public profile", 3),
        ):
            found = self._ours(name).queries
            yield f"queries: {name}", f"≤ {most}", str(found), found <= most
        yield "roadmap, raw", "≤ 110 kB", f"{roadmap.raw / 1000:.1f}", roadmap.raw <= 110_000
        yield "roadmap, compressed", "≤ 20 kB", f"{roadmap.sent / 1000:.1f}", roadmap.sent <= 20_000
        yield "style sheet, scripts, icons, compressed", "≤ 60 kB", f"{self.linked / 1000:.1f}", self.linked <= 60_000
        yield "two workers, PSS", "≤ 200 MB", f"{self.memory:.0f}", self.memory <= 200
