"""Addresses as they are kept and compared: two spellings of one page should not stand in the catalogue twice."""

from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING_PREFIXES = ("utm_", "hsa_", "mc_", "pk_", "mtm_", "vero_")
TRACKING = frozenset((
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "igshid", "igsh",
    "ref", "ref_src", "ref_url", "referrer", "referral", "source_impression_id", "_ga", "_gl", "_hsenc", "_hsmi",
    "mkt_tok", "spm", "scid", "trk", "trkinfo", "cmpid", "ocid",
))  # fmt: skip
"""Parameters that say where a reader comes from, never which page it is."""
VIDEOS = frozenset(("youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"))
TRACKING_VIDEOS = frozenset(("si", "feature", "pp", "ab_channel"))
"""Elsewhere these may mean something."""


def tidy(url: str) -> str:
    """The same page in its plain spelling: what only follows readers goes, what leads somewhere stays as it is.

    Scheme and host in small letters, no default port, no tracking parameters, no fragment unless it addresses (a
    route of a one-page application, or the start of a recording). Doing it twice changes nothing. Raises ValueError
    for what no address is.
    """
    parts = urlsplit(url.strip())
    return parts._replace(
        scheme=parts.scheme.lower(),
        netloc=_host(parts),
        path=parts.path or "/",
        query=_query(parts),
        fragment=parts.fragment if _addresses(parts.fragment) else "",
    ).geturl()


def same_place(url: str) -> str:
    """Equal for two addresses that most likely lead to one page.

    Beside what `tidy` does, the scheme, a leading "www." or "m.", a last slash, an index page, the order of
    parameters and the spelling of escapes make no difference, and a short address of a video is its long one.
    """
    try:
        parts = urlsplit(tidy(url))
    except ValueError:
        return url.strip()
    host = parts.netloc.removeprefix("www.").removeprefix("m.")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    path = quote(unquote(parts.path), safe="/")
    if host == "youtu.be":
        host, path, pairs = "youtube.com", "/watch", [("v", path.strip("/")), *pairs]
    if host == "youtube.com" and path == "/watch":
        pairs = [(name, value) for name, value in pairs if name == "v"]
    for index in ("/index.html", "/index.htm", "/index.php"):
        path = path.removesuffix(index)
    query = urlencode(sorted(pairs))
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{host}{path.rstrip('/')}{f'?{query}' if query else ''}{fragment}"


def _host(parts: SplitResult) -> str:
    """Nobody's name and password belongs into a catalogue, so what stands before the @ goes too."""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    port = parts.port if parts.port != DEFAULT_PORTS.get(parts.scheme.lower()) else None
    return host if port is None else f"{host}:{port}"


def _query(parts: SplitResult) -> str:
    """Left in its own spelling: some servers know only that one."""
    dropped = TRACKING | TRACKING_VIDEOS if parts.hostname in VIDEOS else TRACKING
    pairs = [(pair.split("=")[0].lower(), pair) for pair in parts.query.split("&") if pair]
    return "&".join(pair for name, pair in pairs if name not in dropped and not name.startswith(TRACKING_PREFIXES))


def _addresses(fragment: str) -> bool:
    """`#!/page` and `#/page` are routes, `#t=90` a time; `#chapter-2` is a place on a page that one finds anyway."""
    return fragment.startswith(("!", "/", "t="))
