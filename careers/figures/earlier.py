"""Did I apply here before? By the link of the posting, and by the company's name."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz

from careers.figures.applications import Job

ALIKE = 90
"""Of 100: names that differ by a letter or two in ten."""
SHORTEST = 5
"""Shorter names are only compared letter by letter: a change of one of four makes another name."""
LEGAL_FORMS = frozenset(
    {"ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "inc", "kg", "limited", "llc"}
    | {"ltd", "nv", "oy", "oyj", "plc", "sa", "sarl", "se", "spa", "srl"}
)
TRACKING = re.compile(r"(utm_\w+|gh_src|fbclid|gclid|mc_[a-z]+|ref|refid|referrer|source|src|trk\w*|tracking\w*)")


def same_link(url: str) -> str:
    """Equal for links that lead to the same posting: without scheme, `www`, trackers, fragment and last slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # http://[
        return ""
    if not parts.netloc:
        return ""
    host = parts.netloc.casefold().removeprefix("www.")
    query = sorted((name, value) for name, value in parse_qsl(parts.query) if not TRACKING.fullmatch(name.casefold()))
    return f"{host}{parts.path.rstrip('/')}?{urlencode(query)}".removesuffix("?")


def same_name(company: str) -> str:
    """Equal for spellings of one company: small letters and digits, without its legal form at the end."""
    words = re.findall(r"\w+", company.casefold().replace(".", ""))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def earlier(jobs: Iterable[Job], company: str, url: str) -> list[Job]:
    """Those of the same posting or the same company, in the order in which they came."""
    link, name = same_link(url), same_name(company)
    return [
        job
        for job in jobs
        if (link and same_link(job.application.url) == link) or _alike(name, same_name(job.application.company))
    ]


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) >= SHORTEST and fuzz.ratio(one, other) >= ALIKE)
