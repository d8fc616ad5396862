"""Counts the queries of requests inside the application, in a process of its own, since Django reads settings once.

`DJANGO_SETTINGS_MODULE=... python -m bench.count` takes lists of requests on stdin, and says how many the first one
of each made once all of them had run.
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.load import Request


def asked(scripts: Sequence[Sequence[Request]]) -> str:
    """What this program reads."""
    return json.dumps([[asdict(request) for request in script] for script in scripts])


def main() -> None:
    django.setup()
    counts = [_count([Request(**each) for each in script]) for script in json.load(sys.stdin)]
    connection.close_pool()
    json.dump(counts, sys.stdout)


def _count(script: Sequence[Request]) -> int:
    """All of them once, so that what is kept is there, then the first one again."""
    client = Client(enforce_csrf_checks=True)
    for request in script:
        _send(client, request)
    with CaptureQueriesContext(connection) as queries:
        _send(client, script[0])
    # BEGIN, COMMIT and savepoints travel alone, but nobody counts them as queries.
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in queries)


def _send(client: Client, request: Request) -> None:
    headers = {"Host": f"localhost:{os.environ['PORT']}"} | request.headers
    answer = client.generic(
        request.method, request.path, request.body, "application/x-www-form-urlencoded", headers=headers
    )
    assert answer.status_code == 200, (request.path, answer.status_code)


if __name__ == "__main__":
    main()
