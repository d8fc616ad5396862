"""When so many minutes are done at a pace that varies: the arithmetic of every forecast.

Minutes after T weeks are taken as normal with mean m·T and variance v·T + (d·m·T)²: weeks scatter, and the pace itself
is uncertain. The date by which L minutes are done with probability p is the larger root T of

    m·T − z·√(v·T + (d·m·T)²) = L,   z the normal quantile of p,

the first passage of a Brownian motion with drift (R. S. Chhikara and J. L. Folks, *The Inverse Gaussian
Distribution*, 1989) with a parameter that is itself normal, as in Bayesian forecasts of remaining time. At p = ½ it
is L / m. It grows with L, and what scales with the promise (m, √v) makes it shorter: so more hours a week are never
later, and finishing something is never later.
"""

from math import inf, sqrt

from careers.figures.pace import Rate

CAUTION = 1.2816
"""Nine times of ten (the normal quantile of 0.9)."""


def weeks_to(minutes: float, rate: Rate, caution: float = 0.0) -> float:
    """Weeks until so many minutes are done; with caution, until they are in all but bad luck."""
    if minutes <= 0:
        return 0.0
    mean = rate.minutes
    if not caution:
        return minutes / mean
    a = mean**2 * (1 - (caution * rate.doubt) ** 2)
    if a <= 0:
        return inf
    b = 2 * mean * minutes + caution**2 * rate.variance
    return (b + sqrt(max(0.0, b * b - 4 * a * minutes**2))) / (2 * a)
