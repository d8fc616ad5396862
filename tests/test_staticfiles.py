import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.test import override_settings

from config.staticfiles import SHEET, inlined


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("static")
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "config.staticfiles.OneSheetStorage"}}
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def hashed(root: Path, pattern: str) -> list[Path]:
    return [path for path in root.glob(pattern) if re.fullmatch(r".+\.[0-9a-f]{12}\.\w+", path.name)]


def test_styles_are_one_hashed_sheet(collected: Path) -> None:
    assert len(hashed(collected, "css/**/*.css")) == 1


def test_sheet_has_no_import_left_and_begins_with_the_order_of_layers(collected: Path) -> None:
    css = hashed(collected, "css/app.*.css")[0].read_text()
    assert css.count("@import") == 0
    assert css.startswith("@layer reset, tokens, base, layout, components, pages;")
    assert re.findall(r"^@layer (\w+) \{", css, re.MULTILINE)[:4] == ["reset", "tokens", "base", "layout"]


def test_addresses_in_the_sheet_lead_to_hashed_files(collected: Path) -> None:
    css = hashed(collected, "css/app.*.css")[0].read_text()
    addresses = re.findall(r'url\("([^"#]+)', css)
    assert addresses
    assert [a for a in addresses if not re.search(r"\.[0-9a-f]{12}\.\w+$", a)] == []
    assert [a for a in addresses if not (collected / "css" / a).exists()] == []


def test_sheet_is_compressed_and_below_25_kb(collected: Path) -> None:
    sheet = hashed(collected, "css/app.*.css")[0]
    assert sheet.with_name(sheet.name + ".br").exists()
    assert sheet.with_name(sheet.name + ".gz").stat().st_size < 25_000


def test_modules_import_hashed_modules(collected: Path) -> None:
    for module in hashed(collected, "js/*.js"):
        imports = re.findall(r'^import .+? from "\./([^"]+)"', module.read_text(), re.MULTILINE)
        assert [name for name in imports if not (collected / "js" / name).exists() or name.count(".") < 2] == []


def test_inlining_moves_relative_addresses_and_leaves_others(tmp_path: Path) -> None:
    (tmp_path / "css/parts").mkdir(parents=True)
    (tmp_path / SHEET).write_text('/* all */ @import url("parts/a.css");')
    (tmp_path / "css/parts/a.css").write_text('a { b: url("../../img/c.svg") url("#d") url("data:x") url("/e.svg"); }')
    storage = FileSystemStorage(tmp_path)
    paths = {name: (storage, name) for name in (SHEET, "css/parts/a.css")}
    parts: set[str] = set()
    assert inlined(SHEET, paths, parts) == 'a { b: url("../img/c.svg") url("#d") url("data:x") url("/e.svg"); }'
    assert parts == set(paths)
