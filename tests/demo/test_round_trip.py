"""D01: the demo's own export, imported again, changes nothing."""

import base64
import io

import openpyxl

from foundation.actor import Actor
from services.directory.service import DirectoryService as Directory
from tests.demo.conftest import Loaded
from tests.operations.conftest import perform

FINANCE = Actor(id="f1", name="财务", roles=frozenset({"finance"}), request_id="r1")


def test_D01_the_demos_export_imported_again_changes_nothing(loaded: Loaded) -> None:
    store = loaded("directory")
    made = perform(store, Directory.export_households, FINANCE, purpose="备份")
    book = openpyxl.Workbook()
    for row in (made["headings"], *made["rows"]):
        book.active.append(row)
    book.save(content := io.BytesIO())
    file = base64.b64encode(content.getvalue()).decode()
    found = perform(store, Directory.import_households, FINANCE, file=file, dry_run=True)
    changed = [one for one in found["outcomes"] if one["outcome"] != "unchanged"]
    assert (changed, found["errors"]) == ([], [])
    assert found["unchanged"] == found["rows"] > 800
