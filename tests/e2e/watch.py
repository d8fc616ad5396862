"""What a page must never do, seen while a test drives it: errors, failed requests, requests to anybody else."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

LEFT = "net::ERR_ABORTED"
"""What the browser calls a request that it gave up itself, mostly because its page was left before the answer came.
What a server refuses or breaks off has other names."""


class Watch:
    """Collects complaints of every page that it looks at. A test declares what it provokes on purpose."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.expected: set[str] = set()
        self.complaints: list[str] = []

    def expect(self, *words: str) -> None:
        """Complaints that hold one of these words are what the test is about."""
        self.expected.update(words)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self._add(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    @property
    def unexpected(self) -> list[str]:
        return [text for text in self.complaints if not any(word in text for word in self.expected)]

    def _add(self, text: str) -> None:
        self.complaints.append(text)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._add(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self._add(f"outside: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT:
            self._add(f"failed: {request.failure} {request.method} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._add(f"status: {response.status} {response.request.method} {response.url}")
