"""A curator takes the catalogue out, and sees what a file would change before deciding."""

import re
from pathlib import Path

from playwright.sync_api import expect

from careers.figures.catalogue import Catalogue
from careers.models import Resource
from tests import factories
from tests.e2e.conftest import Opener
from tests.e2e.test_access import check
from tests.e2e.watch import Watch


def test_what_a_file_would_change_is_seen_first(
    browse: Opener, content: Catalogue, watch: Watch, tmp_path: Path
) -> None:
    page = browse(factories.with_duty("curator@example.org"))
    page.goto("/admin/bulk/")
    check(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV.*Resources")).click()
    out = tmp_path / "resources.csv"
    download.value.save_as(out)
    first = Resource.objects.order_by("key").first()
    assert first
    out.write_bytes(
        out.read_bytes().replace(f"\n{first.key},{first.title},".encode(), f"\n{first.key},New name,".encode())
    )

    watch.expect("422")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a file.")

    page.get_by_label("What the file holds").select_option("resource")
    page.get_by_label("File", exact=True).set_input_files(out)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would change")
    expect(page.locator(".history__pairs ins")).to_have_text("New name")
    check(page)
    page.get_by_role("link", name="Leave it").click()
    expect(page).to_have_url("/admin/bulk/")
    assert Resource.objects.get(pk=first.pk).title == first.title


def test_rows_of_a_form_are_dragged_into_order(browse: Opener, content: Catalogue) -> None:
    page = browse(factories.with_duty("curator@example.org"))
    page.goto(f"/admin/careers/skill/{content.stages[0].skills[0].id}/change/")
    keys = page.locator("#outcomes-group tr.form-row:not(.empty-form) .field-key input")
    places = page.locator("#outcomes-group tr.form-row:not(.empty-form) .field-order input")
    before = [keys.nth(n).input_value() for n in range(keys.count())]
    handles = page.locator("#outcomes-group .drag-handle")
    handles.last.drag_to(handles.first, target_position={"x": 2, "y": 1})
    expect(keys.first).to_have_value(before[-1])
    assert [places.nth(n).input_value() for n in range(3)] == ["1", "2", "3"]
