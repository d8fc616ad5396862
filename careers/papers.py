"""Papers that people upload: a PDF, a Word document or plain text, told by what they hold and not by their names."""

from io import BytesIO
from zipfile import ZipFile

from django.core.exceptions import ValidationError

from careers.archives import UNREADABLE

MAX_BYTES = 5 * 1024 * 1024
MOST_PARTS = 2_000
MOST_UNPACKED = 50 * 1024 * 1024
PARTS_OF_WORD = {"[Content_Types].xml", "word/document.xml"}
MACROS = "word/vbaProject.bin"
NONE_OF_THEM = "This is no PDF, no Word document (.docx) and no plain text, whatever its name says."


def kind_of(content: bytes) -> str:
    """`pdf`, `docx` or `txt`. Raises ValidationError, in words, for anything else, and for what is too large."""
    if not content:
        raise ValidationError("The file is empty.")
    if len(content) > MAX_BYTES:
        raise ValidationError("The file is larger than 5 MB.")
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK"):
        return _word(content)
    return _text(content)


def _pdf(content: bytes) -> str:
    if b"%%EOF" not in content[-2048:]:
        raise ValidationError("The PDF breaks off before its end. Save it again and choose that file.")
    return "pdf"


def _word(content: bytes) -> str:
    """Nothing is unpacked but the text, and of that no more than a text can have."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise ValidationError("The document unpacks to more than a letter or a CV can hold.")
            if not names >= PARTS_OF_WORD:
                raise ValidationError(NONE_OF_THEM)
            if MACROS in names:
                raise ValidationError("The document carries macros. Save it without them, as .docx or PDF.")
            with archive.open("word/document.xml") as text:
                if len(text.read(MOST_UNPACKED + 1)) > MOST_UNPACKED:
                    raise ValidationError("The document unpacks to more than a letter or a CV can hold.")
    except UNREADABLE as error:
        raise ValidationError("The document is broken, or locked by a password.") from error
    return "docx"


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(NONE_OF_THEM) from None
    if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text):
        raise ValidationError(NONE_OF_THEM)
    return "txt"
