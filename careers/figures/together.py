"""Several questions in one statement, for pages that ask many small ones of one person."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet


def read_together(*questions: QuerySet[Any, Any]) -> list[list[Any]]:
    """What each of the querysets would give: model instances, or tuples where it asks for `values_list`. One query.

    Their rows come as JSON documents, so none may follow a relation (`select_related`) or hold decimals or bytes.
    """
    parts: list[str] = []
    parameters: list[Any] = []
    for question in questions:
        sql, values = question.query.sql_with_params()
        parts.append(f"ARRAY(SELECT to_json(part) FROM ({sql}) part)")  # noqa: S608 - Django composed it
        parameters += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        found = cursor.fetchone()
    return [_given(question, documents) for question, documents in zip(questions, found, strict=True)]


def _given(question: QuerySet[Any, Any], documents: Sequence[dict[str, Any]]) -> list[Any]:
    if question.query.values_select or question.query.annotation_select:
        return [tuple(document.values()) for document in documents]
    return [_row(question.model, document) for document in documents]


def _row(model: type[Model], document: dict[str, Any]) -> Model:
    fields = model._meta.concrete_fields
    values = [field.to_python(document[str(field.column)]) for field in fields]
    return model.from_db(connection.alias, [field.attname for field in fields], values)
