"""How much of an upload is taken in at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory


@pytest.mark.parametrize(("files", "kept"), [(1, [40]), (4, [40, 40, 21, 0])])
def test_all_files_of_a_request_share_one_limit(files: int, kept: list[int], settings):
    settings.UPLOAD_MAX_BYTES = 100
    sent = {f"file{n}": SimpleUploadedFile("a.txt", b"x" * 40) for n in range(files)}
    request = RequestFactory().post("/", sent)
    assert [file.size for file in request.FILES.values()] == kept
