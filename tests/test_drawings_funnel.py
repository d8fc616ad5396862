"""The picture of a funnel that can be shown anywhere."""

from io import BytesIO

import pytest
from PIL import Image

from careers.drawings.funnel import Part
from careers.drawings.funnel_card import png


@pytest.mark.parametrize(("came", "went_on", "ended"), [(1, 0, 0), (300, 1, 298), (300, 298, 1), (5, 0, 5)])
def test_any_numbers_make_a_picture(came: int, went_on: int, ended: int):
    parts = [Part("Applied", came, went_on, ended, (("still open", 1),)), Part("Screening", went_on, 0, 0, ())]
    with Image.open(BytesIO(png(parts))) as image:
        assert (image.format, image.width) == ("PNG", 1520)
