"""Pages that are the same for every visitor are rendered once for each state of the catalogue, and sent as they are.

They carry no cookie, token or form, so any cache in front may keep them too.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from careers.figures.catalogue import Stamp, current_stamp
from careers.figures.standing import visitor_standing
from careers.http import Request
from careers.views.fragments import wants_fragment

type View = Callable[..., HttpResponse]

KEPT_PAGES = 200
KEPT_BYTES = 64 * 1024 * 1024
"""Of one shelf: what people write makes pages of any length."""
LONGEST_VALUE = 80
"""As long as a key can be."""


@dataclass(frozen=True, slots=True)
class Kept:
    body: bytes
    zipped: bytes
    etag: str

    @property
    def size(self) -> int:
        return len(self.body) + len(self.zipped)


class Shelf:
    """So many rendered pages and bytes of them; whatever was put there first goes first."""

    def __init__(self, places: int, room: int = KEPT_BYTES) -> None:
        self._places, self._room = places, room
        self._pages: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[Any, ...]) -> Kept | None:
        return self._pages.get(key)

    def put(self, key: tuple[Any, ...], body: bytes) -> Kept:
        kept = Kept(body, gzip.compress(body, 9, mtime=0), f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"')
        with self._lock:
            if gone := self._pages.pop(key, None):
                self._room += gone.size
            self._pages[key] = kept
            self._room -= kept.size
            while len(self._pages) > self._places or self._room < 0:
                _, gone = self._pages.popitem(last=False)
                self._room += gone.size
        return kept


_shelf = Shelf(KEPT_PAGES)
_seen: tuple[float, Stamp] | None = None


def same_for_visitors(*parameters: str) -> Callable[[View], View]:
    """Keep a GET view's page for visitors. The view sees the named query parameters only, so no link shows others.

    Fragments are never kept: they stand at the page's own address, and would be shown in its place.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if settings.SESSION_COOKIE_NAME in request.COOKIES or wants_fragment(request):
                return view(request, *args, **kwargs)
            query = urlencode([(name, value) for name in parameters if (value := _value(request, name))])
            request.GET = QueryDict(query)
            stamp = _recent_stamp()
            key = (stamp, request.path, query)
            kept = _shelf.get(key)
            if kept is None:
                request.standing = visitor_standing(stamp)
                response = view(request, *args, **kwargs)
                if response.status_code != 200:
                    return response
                kept = _shelf.put(key, response.content)
            return answer(request, kept, s_maxage=60, vary=("Cookie", "HX-Request"))

        return inner

    return decorator


def _recent_stamp() -> Stamp:
    """The catalogue's stamp, asked for at most once in a while: the question costs more than the rest of the answer.

    A visitor may see an edit that much later; whoever is signed in sees it at once.
    """
    global _seen
    now = monotonic()
    if _seen is None or now - _seen[0] >= settings.VISITORS_LOOK_SECONDS:
        _seen = (now, current_stamp())
    return _seen[1]


def _value(request: Request, name: str) -> str:
    """What can mean something: a longer value counts as none."""
    value = request.GET.get(name, "")
    return value if len(value) <= LONGEST_VALUE else ""


def answer(request: Request, kept: Kept, *, s_maxage: int, vary: tuple[str, ...] = ()) -> HttpResponse:
    """`s_maxage`: for how many seconds a cache in front may send it without asking. `vary`: what else it hangs on."""
    zipped = bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))
    response = HttpResponse(kept.zipped if zipped else kept.body)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    etag = f"W/{kept.etag}"  # weak: the same page, whatever its encoding
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=0, s_maxage=s_maxage)
    patch_vary_headers(response, ["Accept-Encoding", *vary])
    return get_conditional_response(request, etag=etag, response=response) or response
