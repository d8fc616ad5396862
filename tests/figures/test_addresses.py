"""Two spellings of one page are one address."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.addresses import same_place, tidy

HOST, PATH = r"https?://[a-zA-Z]{1,8}\.org(:80|:443|:8000)?", r"(/[a-z~%2F]{0,6}){0,3}"
ADDRESSES = st.from_regex(HOST + PATH + r"(\?[a-z=&_]{0,12})?(#[a-z!/=]{0,5})?", fullmatch=True)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("HTTPS://Example.ORG:443/A?utm_source=x&b=2&fbclid=1#intro", "https://example.org/A?b=2"),
        ("http://example.org", "http://example.org/"),
        ("https://someone:secret@example.org/x#/route", "https://example.org/x#/route"),
        ("https://www.youtube.com/watch?v=abc&si=x&feature=share", "https://www.youtube.com/watch?v=abc"),
        ("https://example.org/x?feature=2&si=3", "https://example.org/x?feature=2&si=3"),
    ],
)
def test_an_address_is_kept_without_what_only_follows_readers(written: str, kept: str):
    assert tidy(written) == kept


@pytest.mark.parametrize(
    "other",
    [
        "http://www.example.org/a/?b=2&a=1",
        "https://example.org/a/index.html?a=1&b=2",
        "https://EXAMPLE.org/a?a=1&b=2&gclid=9#top",
    ],
)
def test_spellings_of_one_page_are_the_same_place(other: str):
    assert same_place(other) == same_place("https://example.org/a?a=1&b=2")


def test_a_short_address_of_a_video_is_its_long_one():
    assert same_place("https://youtu.be/abc?t=9") == same_place("https://m.youtube.com/watch?v=abc&list=x")


def test_what_no_address_is_is_its_own_place():
    assert same_place("https://example.org:99999/ ") == "https://example.org:99999/"


@settings(max_examples=60)
@given(ADDRESSES)
def test_tidying_twice_changes_nothing(address: str):
    assert (tidy(tidy(address)), same_place(tidy(address))) == (tidy(address), same_place(address))
