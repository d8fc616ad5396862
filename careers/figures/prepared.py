"""A statement that is planned once for each connection, for pages where planning costs more than answering."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from psycopg import ClientCursor, Cursor


def statement(rows: QuerySet[Any, Any], wanted: str | int) -> str:
    """With all values in it but one, its parameter: `wanted` stands where that goes, and must stand nowhere else."""
    connection.ensure_connection()
    cursor = ClientCursor(connection.connection)
    sql = cursor.mogrify(*rows.query.sql_with_params())
    return sql.replace("%", "%%").replace(cursor.mogrify("%s", [wanted]), "%s")


def first_row(statement: str, parameter: str | int) -> tuple[Any, ...] | None:
    """Django's cursors put the values into the text, so that each execution is a new statement; this one sends them
    apart, and psycopg prepares what comes again (`prepare_threshold`). Logged and counted as any other query.
    """
    connection.ensure_connection()
    raw: Any = Cursor(connection.connection)
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with make(raw) as cursor:
        cursor.execute(statement, [parameter])
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
