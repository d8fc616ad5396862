"""What a posting's page says about itself is read; the rest stays empty."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.posting import read_posting
from careers.models import Application

FULL = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "ML <b>engineer</b>",
    "hiringOrganization": {"@type": "Organization", "name": "Tern Logistics"},
    "jobLocation": [{"address": {"addressLocality": "Malmö", "addressCountry": {"name": "Sweden"}}}],
    "jobLocationType": "TELECOMMUTE",
    "baseSalary": {"currency": "sek", "value": {"minValue": 52000, "maxValue": "60000.50", "unitText": "MONTH"}},
    "url": "https://tern.example/jobs/7",
    "description": "<p>You <b>build</b> models.</p><ul><li>Python</li></ul>",
}
READ = {
    "role": "ML engineer", "company": "Tern Logistics", "place": "Malmö, Sweden", "remote": "remote",
    "pay_from": "52000", "pay_to": "60000.5", "currency": "SEK", "period": "month",
    "url": "https://tern.example/jobs/7", "posting": "You build models.\n\nPython",
}  # fmt: skip


def page(data: Any) -> str:
    return f'<html><script type="application/ld+json">{json.dumps(data)}</script><body>Shown</body></html>'


def values(data: Any) -> dict[str, str]:
    return dict(read_posting(page(data)).values)


@pytest.mark.parametrize(
    "data",
    [
        FULL,
        [{"@type": "WebSite"}, FULL],
        {"@graph": [{"@type": "Organization"}, {"mainEntity": FULL}]},
        FULL | {"@type": ["Thing", "https://schema.org/JobPosting"]},
    ],
    ids=["alone", "in a list", "in a graph", "of several types"],
)
def test_what_is_said_is_read_wherever_it_stands(data: Any):
    assert values(data) == READ


def test_data_alone_is_read_too():
    assert read_posting(json.dumps(FULL)).values == READ


def test_a_broken_block_does_not_hide_the_next():
    source = '<script type="application/ld+json">{"@type": </script>' + page(FULL)
    assert read_posting(source).values == READ


@pytest.mark.parametrize(
    ("part", "read"),
    [
        ({"title": None}, {}),
        ({"title": {"no": "text"}}, {}),
        ({"hiringOrganization": "Tern"}, {"company": "Tern"}),
        ({"hiringOrganization": ["Tern"]}, {}),
        ({"jobLocation": {"address": "Malmö"}}, {"place": "Malmö"}),
        ({"jobLocation": []}, {}),
        ({"url": "javascript:alert(1)"}, {}),
        ({"baseSalary": "52000"}, {}),
        ({"baseSalary": {"value": 7, "unitText": "YEAR"}}, {"pay_from": "7", "pay_to": "7", "period": "year"}),
        ({"baseSalary": {"value": {"value": "NaN"}}}, {}),
        ({"baseSalary": {"value": {"minValue": "1e99", "maxValue": True}}}, {}),
        ({"baseSalary": {"value": {"minValue": -5}}}, {}),
    ],
)
def test_what_is_not_said_stays_empty(part: dict[str, Any], read: dict[str, str]):
    assert values({"@type": "JobPosting"} | part) == read


def test_a_page_without_data_keeps_its_text_and_guesses_nothing():
    posting = read_posting("<title>ML engineer at Tern</title><body><p>Come to Tern</p><script>no()</script></body>")
    assert (posting.values, posting.has_data) == ({"posting": "Come to Tern"}, False)


def test_plain_text_is_kept():
    assert read_posting("We look for you.\n\n\nPython < 3").values == {"posting": "We look for you.\n\nPython < 3"}


def test_half_a_surrogate_pair_which_nothing_can_store_is_left_out():
    assert values({"@type": "JobPosting", "title": "ML \ud800engineer", "description": "a\udfff b"}) == {
        "role": "ML engineer", "posting": "a b",
    }  # fmt: skip


HOSTILE = {
    "nested tags": "<div>" * 150_000 + "hi",
    "nested data": page({}).replace("{}", "[" * 300_000),
    "nested objects": '{"a":' * 150_000,
    "formatting": "".join(f"<b a={n}>" for n in range(80_000)) + "<p>" * 20_000,
    "many objects": json.dumps([{"@type": "Thing"}] * 50_000),
    "long text": page(FULL | {"description": "x" * 1_000_000, "title": "y" * 10_000}),
    "zeros": "\0" * 1_000_000,
    "a megabyte of page": "<p class=a>word</p>" * 55_000 + page(FULL),
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_megabyte_made_to_hurt_is_read_in_a_moment(source: str):
    begun = time.process_time()
    posting = read_posting(source)
    assert time.process_time() - begun < 3
    assert all(len(value) <= (Application.column(name).max_length or 20) for name, value in posting.values.items())
    assert "\0" not in "".join(posting.values.values())


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*FULL, "name", "value"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(list(FULL)[2:]), json_values))
def test_any_data_is_read_without_a_failure(data: dict[str, Any]):
    assert all(isinstance(value, str) and value for value in values(data | {"@type": "JobPosting"}).values())
