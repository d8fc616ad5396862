"""What the JobPosting data of a page says. It reads and never guesses: what is not said stays empty."""

import json
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from careers.models import Application, Period, Remote

MOST_NODES = 20_000
"""Of one page's data. A posting has a hundred."""
MOST_OPEN = 5_000
"""Tags that are open at once. Parsing takes the square of it, and a page that people read has a hundred."""
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
BLOCK = re.compile(r"<(?:p|div|li|br|h[1-6]|ul|ol|tr|section|article|header|footer)\b", re.IGNORECASE)
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
PERIODS = {period.name: period.value for period in Period}
JSON_LD = 'script[type="application/ld+json"]'


@dataclass(frozen=True, slots=True)
class Posting:
    """Values for an application's form, as texts; empty where the data says nothing."""

    values: Mapping[str, str]
    has_data: bool
    """Whether JobPosting data was found. Without it only the text was kept."""


def read_posting(source: str) -> Posting:
    """From the source of a page, from JSON-LD alone, or from plain text, which is kept as it is."""
    found = next(filter(_is_posting, _nodes(source)), None)
    if found is None:
        return Posting({"posting": _text(source)[: Application.MAX_POSTING]}, False)
    values = {
        "company": _name(found.get("hiringOrganization")),
        "role": _words(found.get("title")),
        "url": _link(found.get("url")),
        "place": _place(found.get("jobLocation")),
        "remote": Remote.REMOTE.value if _words(found.get("jobLocationType")) == "TELECOMMUTE" else "",
        "posting": _text(_words(found.get("description"), keep_lines=True)),
        **_pay(found.get("baseSalary")),
    }
    return Posting({name: value[: _longest(name)] for name, value in values.items() if value}, True)


def _longest(name: str) -> int | None:
    return Application.column(name).max_length


# --- finding it ---


def _nodes(source: str) -> Iterator[dict[str, Any]]:
    """Every object of every block of data, the outer before the inner, as deep as they are nested."""
    waiting: deque[Any] = deque(_blocks(source))
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _blocks(source: str) -> Iterator[Any]:
    texts = [source] if source.lstrip()[:1] in ("{", "[") else _scripts(source)
    for text in texts:
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _scripts(source: str) -> list[str]:
    tree = _parsed(source)
    return [node.text(deep=True) for node in tree.css(JSON_LD)] if tree else []


def _parsed(markup: str) -> LexborHTMLParser | None:
    """None for what is no page: without a tag, or made to keep a parser busy."""
    tags = TAG.findall(markup)
    if not tags or _most_open(tags) > MOST_OPEN:
        return None
    return LexborHTMLParser(markup)


def _most_open(tags: Iterable[tuple[str, str]]) -> int:
    waiting: Counter[str] = Counter()
    now = most = 0
    for slash, name in tags:
        name = name.casefold()
        if not slash and name not in VOID:
            waiting[name] += 1
            now += 1
            most = max(most, now)
        elif slash and waiting[name]:
            waiting[name] -= 1
            now -= 1
    return most


def _is_posting(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.rsplit("/", 1)[-1] == "JobPosting" for kind in named)


# --- reading it ---


def _words(value: Any, *, keep_lines: bool = False) -> str:
    if not isinstance(value, str):
        return ""
    value = value.replace("\0", "").encode(errors="ignore").decode()  # JSON can hold half a surrogate pair
    return value.strip() if keep_lines else " ".join(_text(value).split())


def _text(markup: str) -> str:
    """Without tags; each block on its own line."""
    tree = _parsed(BLOCK.sub(r"\n\g<0>", markup))
    if tree is None:
        return _lines(markup)
    tree.strip_tags(["script", "style", "noscript", "template", "svg"])
    return _lines(tree.body.text() if tree.body else "")


def _lines(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.replace("\0", "").splitlines()]
    return "\n".join(line for n, line in enumerate(lines) if line or (n and lines[n - 1])).strip()


def _name(value: Any) -> str:
    return _words(value.get("name") if isinstance(value, dict) else value)


def _link(value: Any) -> str:
    link = _words(value)
    return link if link.startswith(("https://", "http://")) and len(link) <= (_longest("url") or 0) else ""


def _place(value: Any) -> str:
    """Town, region, country of the first place that is told."""
    place = value[0] if isinstance(value, list) and value else value
    address = place.get("address") if isinstance(place, dict) else None
    if not isinstance(address, dict):
        return _words(address)
    parts = [_name(address.get(part)) for part in ("addressLocality", "addressRegion", "addressCountry")]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _pay(salary: Any) -> dict[str, str]:
    if not isinstance(salary, dict):
        return {}
    value = salary.get("value")
    told = value if isinstance(value, dict) else {"value": value}
    low, high = _amount(told.get("minValue", told.get("value"))), _amount(told.get("maxValue", told.get("value")))
    if not low and not high:
        return {}
    currency = _words(salary.get("currency") or told.get("currency")).upper()
    unit = _words(told.get("unitText") or salary.get("unitText")).upper()
    return {"pay_from": low, "pay_to": high, "currency": currency, "period": PERIODS.get(unit, "")}


def _amount(value: Any) -> str:
    """As a decimal number; empty for what is none, or is more than a field holds."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return ""
    try:
        amount = Decimal(str(value).strip()).quantize(Decimal("0.01"))
    except (InvalidOperation, ValueError):
        return ""
    return f"{amount.normalize():f}" if amount.is_finite() and 0 < amount < 10**9 else ""
