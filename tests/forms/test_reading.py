import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from careers import formats
from careers.forms.reading import MinutesField, Place, Unread, minutes_in, place_in


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25", 25),
        (" 25 min ", 25),
        ("90m", 90),
        ("1 h 10", 70),
        ("1h10m", 70),
        ("1:10", 70),
        ("1.5 h", 90),
        ("1,5 hours", 90),
        ("2 hours 5 minutes", 125),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, minutes: int):
    assert minutes_in(text) == minutes


@pytest.mark.parametrize("text", ["", "soon", "1:75", "1:2", "-5", "30 s", "1 h 10 h", "½ h"])
def test_what_says_no_length_is_not_read(text: str):
    with pytest.raises(Unread):
        minutes_in(text)


@settings(max_examples=50)
@given(st.integers(1, 24 * 60))
def test_a_length_that_we_write_is_read_back(minutes: int):
    assert minutes_in(formats.hours(minutes)) == minutes
    assert minutes_in(formats.hours_narrow(minutes)) == minutes


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("0:48", Place(48)),
        ("48:00", Place(48 * 60)),
        ("1:02:10", Place(3730)),
        ("48 min", Place(48 * 60)),
        ("1 h 2", Place(3720)),
        ("48", Place(48 * 60)),
        ("p. 120", Place(words="p. 120")),
        ("page 120", Place(words="p. 120")),
        ("Chapter 3", Place(words="chapter 3")),
        ("ch.3", Place(words="chapter 3")),
        ("  after  the proof ", Place(words="after the proof")),
        ("", Place()),
    ],
)
def test_a_place_of_a_recording_is_read(text: str, place: Place):
    assert place_in(text, recorded=True) == place


def test_a_plain_number_is_a_page_of_a_book():
    assert place_in("120", recorded=False) == Place(words="p. 120")


@pytest.mark.parametrize("text", ["x" * 61, "9" * 59, "9" * 40 + " h"])
def test_a_place_that_is_none_is_not_read(text: str):
    with pytest.raises(Unread):
        place_in(text, recorded=True)


@settings(max_examples=50)
@given(st.integers(0, 300 * 3600))
def test_a_time_that_we_write_is_read_back(seconds: int):
    assert place_in(formats.position(seconds), recorded=True) == Place(seconds)


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_any_words_are_a_place_or_refused_and_nothing_else_happens(text: str):
    try:
        place = place_in(text, recorded=False)
    except Unread:
        return
    assert place.seconds is None or not place.words


@pytest.mark.parametrize(
    ("text", "code"), [("soon", "unread"), ("0", "too_short"), ("25 h", "too_long"), ("", "required")]
)
def test_the_field_says_what_would_be_right(text: str, code: str):
    with pytest.raises(ValidationError) as caught:
        MinutesField().clean(text)
    assert caught.value.code == code
