"""Rendered pages that are kept: so many, and so many bytes of them."""

from careers.views.visitors import Shelf


def test_a_shelf_makes_room_by_number_and_by_size():
    shelf = Shelf(places=3, room=1000)
    for name in "abcd":
        shelf.put((name,), name.encode())
    assert [bool(shelf.get((name,))) for name in "abcd"] == [False, True, True, True]
    shelf.put(("large",), bytes(960))
    assert [bool(shelf.get((name,))) for name in ("b", "c", "d", "large")] == [False, False, False, True]
    shelf.put(("larger",), bytes(2000))
    shelf.put(("e",), b"e")
    assert [bool(shelf.get((name,))) for name in ("large", "larger", "e")] == [False, False, True]


def test_the_same_page_put_again_takes_no_more_room():
    shelf = Shelf(places=3, room=1000)
    for _ in range(50):
        shelf.put(("a",), bytes(600))
    assert shelf.get(("a",))
