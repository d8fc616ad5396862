"""A metric's results beside its baselines, drawn to scale on an axis that begins at zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from careers.models import ProjectMetric, ProjectResult

MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    written: str
    """The value with its unit, with as many decimals as the most exact one beside it."""
    is_baseline: bool
    is_best: bool
    start: float
    """Where its bar begins, in percent of the axis; and how wide it is."""
    width: float


@dataclass(frozen=True, slots=True)
class Comparison:
    metric: ProjectMetric
    rows: tuple[Row, ...]
    best: Row | None
    """The best that is not a baseline."""
    baseline: Row | None
    """The strongest baseline: the one to beat."""
    says: str
    """The difference in words; empty while there is nothing to compare."""
    axis: str
    """From where to where the bars are drawn."""

    @property
    def direction(self) -> str:
        return f"{self.metric.better} is better"


def comparison(metric: ProjectMetric, known: Sequence[ProjectResult] | None = None) -> Comparison:
    """Of a metric whose results have been fetched, or are `known` from elsewhere."""
    results = list(metric.results.all() if known is None else known)
    decimals = max((_decimals(result.value) for result in results), default=0)
    low, high = _axis([result.value for result in results])
    best = _best(metric, [result for result in results if not result.is_baseline])
    baseline = _best(metric, [result for result in results if result.is_baseline])
    rows = {
        result.pk: Row(
            label=result.label,
            written=_written(result.value, decimals, metric.unit),
            is_baseline=result.is_baseline,
            is_best=result is best,
            start=_percent(min(result.value, Decimal(0)) - low, high - low),
            width=_percent(abs(result.value), high - low),
        )
        for result in results
    }
    return Comparison(
        metric=metric,
        rows=tuple(rows.values()),
        best=rows[best.pk] if best else None,
        baseline=rows[baseline.pk] if baseline else None,
        says=_difference(metric, best.value, baseline.value, decimals) if best and baseline else "",
        axis=f"{_written(low, _decimals(low), '')} to {_written(high, _decimals(high), metric.unit)}",
    )


def _best(metric: ProjectMetric, results: Sequence[ProjectResult]) -> ProjectResult | None:
    choose = max if metric.better == ProjectMetric.Better.HIGHER else min
    return choose(results, key=lambda result: result.value, default=None)


def _axis(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Always with zero on it. Shares end at 1, percentages and all else at the largest value."""
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    if low == 0 and 0 < high <= 1:
        high = Decimal(1)
    return (low, high) if low < high else (low, low + 1)


def _percent(part: Decimal, whole: Decimal) -> float:
    return round(float(100 * part / whole), 1)


def _difference(metric: ProjectMetric, best: Decimal, baseline: Decimal, decimals: int) -> str:
    gain = best - baseline if metric.better == ProjectMetric.Better.HIGHER else baseline - best
    size = _written(abs(gain), decimals, metric.unit)
    if gain == 0:
        return "The same as the baseline."
    return f"{size} better than the baseline." if gain > 0 else f"{size} worse than the baseline."


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _written(value: Decimal, decimals: int, unit: str) -> str:
    number = f"{abs(value):,.{decimals}f}"
    sign = MINUS if value < 0 else ""
    return f"{sign}{number}\u00a0{unit}" if unit else f"{sign}{number}"
