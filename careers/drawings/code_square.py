"""A text as a square that cameras read (QR code, ISO/IEC 18004)."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET = 2
"""Modules of white round the square; the sheet that it stands on adds the rest of the four that are asked for."""


def code_square(text: str) -> SafeString:
    """Black on white in both themes, since cameras expect it."""
    import qrcode  # here, since hardly any page needs it

    code = qrcode.QRCode(border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" aria-hidden="true" shape-rendering="crispEdges">'
        '<rect width="{0}" height="{0}" fill="#fff"/><path fill="#000" d="{1}"/></svg>',
        len(rows),
        path,
    )
