"""Zips that strangers send."""

import zlib
from lzma import LZMAError
from zipfile import BadZipFile

UNREADABLE = (BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, zlib.error, LZMAError)
"""What reading a zip raises that somebody has tampered with: each way of packing has errors of its own."""
