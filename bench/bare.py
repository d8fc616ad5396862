"""The limit: one statement and one join of strings for each answer, with no framework around them.

A cookie says who asks, unsigned; there is no session, no token, no template. Nothing that people use could be less.
"""

import os
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from psycopg_pool import ConnectionPool

SKILLS = """
    SELECT skill.slug, skill.title, stage.short_title, skill.hours, coalesce(held.state, 'todo')
    FROM careers_skill skill
    JOIN careers_stage stage ON stage.id = skill.stage_id
    LEFT JOIN careers_skillstate held ON held.skill_id = skill.id AND held.user_id = %s
    WHERE skill.retired_at IS NULL
    ORDER BY stage."order", skill."order", skill.key"""
MARK = """
    INSERT INTO careers_skillstate AS held (user_id, skill_id, state, before, since)
    SELECT %s, id, %s, 'todo', now() FROM careers_skill WHERE slug = %s
    ON CONFLICT (user_id, skill_id) DO UPDATE SET state = excluded.state, before = held.state, since = excluded.since"""
SKILL = SKILLS.replace("WHERE", "WHERE skill.slug = %s AND")

_pool = ConnectionPool(
    kwargs={"host": os.environ["ASCENT_SOCKET"], "dbname": "ascent", "user": "ascent", "autocommit": True},
    min_size=1,
    max_size=5,
    open=False,
)

type Start = Callable[[str, list[tuple[str, str]]], Any]


def row(slug: str, title: str, stage: str, hours: int, state: str) -> str:
    return (
        f'<li id="skill-{slug}" class="skill skill--{state}"><a href="/skills/{slug}/">{escape(title)}</a> '
        f"<span>{escape(stage)}</span> <span>{hours} h</span> "
        f'<button name="status" value="{"todo" if state == "done" else "done"}">{state}</button></li>\n'
    )


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    _pool.open()
    path = environ["PATH_INFO"]
    person = environ.get("HTTP_COOKIE", "").removeprefix("person=")
    if path == "/":
        html = "<!doctype html><title>Landing</title><h1>Welcome</h1>"
    elif environ["REQUEST_METHOD"] == "POST":
        html = _mark(person, path.split("/")[2], environ["wsgi.input"].read().decode().removeprefix("status="))
    else:
        html = _page(person)
    body = html.encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


def _page(person: str) -> str:
    with _pool.connection() as connection:
        rows = connection.execute(SKILLS, [person]).fetchall()
    return "<!doctype html><title>Skills</title><ol>" + "".join(row(*values) for values in rows) + "</ol>"


def _mark(person: str, slug: str, state: str) -> str:
    with _pool.connection() as connection:
        connection.execute(MARK, [person, state, slug])
        values = connection.execute(SKILL, [person, slug]).fetchone()
    assert values
    return row(*values)
