"""Pictures that strangers send, the hostile ones above all."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from careers import pictures
from tests.factories import picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GPS, ORIENTATION = 0x8825, 0x0112
TURNED_LEFT = 6


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def refusal(content: bytes) -> str:
    with pytest.raises(ValidationError) as caught:
        pictures.encoded(content)
    return caught.value.messages[0]


def with_exif(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[2] = (55.0, 36.0, 21.0)
    return picture((600, 400), "JPEG", exif=exif)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is as large as that."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", pictures.FORMATS)
def test_every_kind_that_is_taken_becomes_webp(form: str):
    files = pictures.encoded(picture((600, 400), form)).files
    assert {width: (opened(file).format, opened(file).size) for width, file in files.items()} == {
        480: ("WEBP", (480, 320)), 600: ("WEBP", (600, 400)),
    }  # fmt: skip


def test_a_large_picture_is_kept_in_three_widths():
    found = pictures.encoded(picture((4000, 2000), "JPEG"))
    assert (found.size, list(found.files)) == ((1600, 800), [480, 960, 1600])


def test_a_small_picture_is_not_blown_up():
    assert list(pictures.encoded(picture((64, 32))).files) == [64]


def test_transparency_stays():
    file = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(file, "PNG")
    assert opened(pictures.encoded(file.getvalue()).files[50]).convert("RGBA").getpixel((1, 1))[3] == 0


def test_place_and_camera_are_gone():
    content = with_exif()
    assert GPS in opened(content).getexif()
    kept = opened(pictures.encoded(content).files[600])
    assert (dict(kept.getexif()), set(kept.info) & {"exif", "xmp", "icc_profile", "comment"}) == ({}, set())


def test_a_turned_photo_stands_upright():
    assert pictures.encoded(with_exif(TURNED_LEFT)).size == (400, 600)


def test_only_the_first_frame_of_an_animation_is_kept():
    file = BytesIO()
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("#ffffff", "#000000")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    assert getattr(opened(pictures.encoded(file.getvalue()).files[40]), "n_frames", 1) == 1


def test_what_hides_behind_a_picture_is_not_passed_on():
    """A polyglot: a picture for one reader, a page or an archive for another."""
    content = picture() + b"<script>alert(1)</script>PK\x03\x04"
    assert not any(b"script" in file or b"PK\x03\x04" in file for file in pictures.encoded(content).files.values())


@pytest.mark.parametrize("size", [(20_000, 20_000), (60_000, 60_000), (10_000, 9_500)])
def test_a_decompression_bomb_is_refused_by_its_size(size: tuple[int, int]):
    assert refusal(bomb(*size)) == "The picture has more than 40 million pixels. Make it smaller."


@pytest.mark.parametrize("size", [(1, 30_001), (39_000_000, 1)])
def test_a_thread_of_pixels_is_refused_by_its_length(size: tuple[int, int]):
    """Few enough in all, but each row of them costs memory of its own."""
    assert refusal(bomb(*size)) == "The picture is more than 30000 pixels long or wide. Cut it."


@pytest.mark.parametrize("content", [SVG, b"<html></html>", b"%PDF-1.7", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"BM" * 99])
def test_what_is_no_picture_of_ours_is_refused(content: bytes):
    assert refusal(content) in (
        "That is no picture of a kind we take: PNG, JPEG, WebP, GIF or AVIF.",
        "The picture is broken or cut off. Save it again and try once more.",
    )


def test_a_picture_cut_off_is_refused():
    whole = picture((600, 400), "JPEG")
    assert refusal(whole[: len(whole) // 2]) == "The picture is broken or cut off. Save it again and try once more."


def test_nothing_and_too_much_are_refused(settings):
    settings.IMAGE_MAX_BYTES = 1024 * 1024
    assert refusal(b"") == "The file is empty."
    assert refusal(b"x" * (1024 * 1024 + 1)) == "The picture is larger than 1 MB. Make it smaller."


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(pictures.FORMATS), st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_damage_anywhere_is_a_refusal_or_a_clean_picture(form: str, place: int, damage: bytes):
    content = bytearray(picture((32, 24), form))
    content[place % len(content) : place % len(content) + len(damage)] = damage
    try:
        files = pictures.encoded(bytes(content)).files
    except ValidationError:
        return
    assert {opened(file).format for file in files.values()} == {"WEBP"}
