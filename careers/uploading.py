"""How much of an upload is taken in at all."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class Limit(FileUploadHandler):
    """Stands before the others and lets through one byte more than any form accepts: enough for the form to say that
    the file is too large, while what follows fills no disk. That is for all files of a request together, since anybody
    may send as many as they like, also where no form takes one."""

    taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        room = settings.UPLOAD_MAX_BYTES + 1 - self.taken
        self.taken += len(raw_data)
        return raw_data[:room] if room > 0 else None

    def file_complete(self, file_size: int) -> None:
        """The handler after this one has the file."""
