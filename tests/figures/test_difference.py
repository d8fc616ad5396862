"""What differs between two texts or lists is marked word by word, and the rest is left out where it is long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.figures.difference import Piece, of_lists, of_texts

SAME, GONE, NEW = "same", "gone", "new"


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("one two three", "one 2 three", [(SAME, "one"), (GONE, "two"), (NEW, "2"), (SAME, "three")]),
        ("a book on sets", "nothing of it", [(GONE, "a book on sets"), (NEW, "nothing of it")]),
        ("", "something", [(NEW, "something")]),
        ("something", "", [(GONE, "something")]),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, pieces: list[tuple[str, str]]):
    assert [(piece.kind, piece.text) for piece in of_texts(before, after)] == pieces


def test_a_long_run_that_is_the_same_is_shortened():
    words = [f"w{n}" for n in range(40)]
    found = of_texts(" ".join(words), " ".join([*words, "more"]))
    assert found == [Piece("same", "w0 w1 w2 w3 w4 w5 … w34 w35 w36 w37 w38 w39"), Piece("new", "more")]


def test_items_of_a_list_may_have_commas():
    assert of_lists(["x", "y, z"], ["x", "y"]) == [Piece("same", "x"), Piece("gone", "y, z"), Piece("new", "y")]


@given(st.lists(st.sampled_from("abc"), max_size=9), st.lists(st.sampled_from("abc"), max_size=9))
def test_what_is_the_same_and_new_makes_up_what_is_there_now(before: list[str], after: list[str]):
    pieces = of_lists(before, after)
    now = [item for piece in pieces if piece.kind != "gone" for item in piece.text.split("; ")]
    assert now == after
