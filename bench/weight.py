"""Bytes of answers and of the files that a page links."""

import gzip
import http.client
import re
from posixpath import dirname, join, normpath

from bench.load import Request

_LINKED = re.compile(r'(?:<script[^>]*\ssrc|<link[^>]*\shref)="(/static/[^"]+)"')
_IMPORTED = re.compile(r'(?:from|import)\s*\(?["\'](\.[^"\']+)["\']|url\("?([^")#]+)"?\)')


def fetch(port: int, request: Request) -> tuple[bytes, str]:
    """The body as it travels, and its encoding."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Host": f"localhost:{port}"} | request.headers
    if request.body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(request.method, request.path, request.body or None, headers)
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, (request.path, answer.status)
    connection.close()
    return body, answer.getheader("Content-Encoding", "")


def bytes_of(port: int, request: Request) -> tuple[int, int]:
    """Raw and as sent. Not compressed by its server, it counts as some proxy in front would compress it."""
    body, encoding = fetch(port, request)
    if encoding == "gzip":
        return len(gzip.decompress(body)), len(body)
    return len(body), len(gzip.compress(body, 6))


def linked_bytes(port: int, request: Request) -> dict[str, int]:
    """Every style sheet, script and icon that the page loads, with its compressed bytes; imported modules too."""
    body, encoding = fetch(port, request)
    html = (gzip.decompress(body) if encoding else body).decode()
    found: dict[str, int] = {}
    waiting = _LINKED.findall(html)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        body, encoding = fetch(port, Request(path, {"Accept-Encoding": "gzip"}))
        found[path] = len(body)
        if path.endswith((".js", ".css")):
            text = (gzip.decompress(body) if encoding else body).decode()
            waiting += [normpath(join(dirname(path), one or other)) for one, other in _IMPORTED.findall(text)]
    return found
