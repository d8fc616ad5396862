"""Pictures that strangers send: decoded, and encoded anew, so that nothing of the file itself is ever passed on."""

from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from django.conf import settings
from django.core.exceptions import ValidationError
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "AVIF")
"""Not SVG, which is a program for the browser and no picture."""
WIDTHS = (480, 960, 1600)
TALLEST = 3200
LONGEST_SIDE = 30_000
"""A row of pixels costs memory of its own, however short it is."""
QUALITY = 84

_one_at_a_time = Lock()
"""Decoding takes some hundred megabytes at worst; that many, not that many for each thread."""


@dataclass(frozen=True)
class Picture:
    size: tuple[int, int]
    files: dict[int, bytes]
    """Width → WebP."""


def widths(widest: int) -> list[int]:
    """In which widths a picture is kept, the smallest first."""
    return [*(width for width in WIDTHS if width < widest), widest]


def encoded(content: bytes) -> Picture:
    """Raises ValidationError, in words, for whatever is not a picture that we take."""
    if not content:
        raise ValidationError("The file is empty.")
    if len(content) > settings.IMAGE_MAX_BYTES:
        raise ValidationError(f"The picture is larger than {settings.IMAGE_MAX_BYTES // 1024**2} MB. Make it smaller.")
    with _one_at_a_time:
        image = _decoded(content)
        image.thumbnail((WIDTHS[-1], TALLEST), Image.Resampling.LANCZOS)
        return Picture(image.size, {width: _webp(image, width) for width in widths(image.width)})


def _decoded(content: bytes) -> Image.Image:
    """The first frame, upright, with its pixels alone: no metadata, no profile, no further frames."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as file:
            _check_size(*file.size)
            file.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))  # a JPEG is decoded no larger than it is needed
            return _pixels(ImageOps.exif_transpose(_reduced(file)))
    except ValidationError:
        raise
    except UnidentifiedImageError:
        raise ValidationError("That is no picture of a kind we take: PNG, JPEG, WebP, GIF or AVIF.") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise ValidationError(_too_many_pixels()) from None
    except Exception:  # a decoder that is fed nonsense may raise anything
        raise ValidationError("The picture is broken or cut off. Save it again and try once more.") from None


def _reduced(file: Image.Image) -> Image.Image:
    """No larger than it is needed either way up, before anything makes a second copy of it."""
    mode = "RGBA" if file.has_transparency_data else "RGB"
    image = file if file.mode == mode else file.convert(mode)
    image.thumbnail((TALLEST, TALLEST), Image.Resampling.LANCZOS)
    return image


def _check_size(width: int, height: int) -> None:
    if width * height > settings.IMAGE_MAX_PIXELS:
        raise ValidationError(_too_many_pixels())
    if max(width, height) > LONGEST_SIDE:
        raise ValidationError(f"The picture is more than {LONGEST_SIDE} pixels long or wide. Cut it.")


def _too_many_pixels() -> str:
    return f"The picture has more than {settings.IMAGE_MAX_PIXELS // 1_000_000} million pixels. Make it smaller."


def _pixels(image: Image.Image) -> Image.Image:
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _webp(image: Image.Image, width: int) -> bytes:
    height = max(1, round(image.height * width / image.width))
    scaled = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
    file = BytesIO()
    scaled.save(file, "WEBP", quality=QUALITY, method=4)
    return file.getvalue()
