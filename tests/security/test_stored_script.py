"""Script in every text: taken by every operation that takes one, and run on no page.

The operations come from the OpenAPI document, the pages by links from everybody's home: a new
text or page is tried as soon as it is there.
"""

from collections.abc import Iterator

import pytest

from tests.operations.complaints.workbooks import workbook
from tests.security.hostile import ESCAPED, RAW, SCRIPT, Writer
from tests.security.hostile_pages import Forms, PageReader
from tests.security.hostile_walk import RESIDENT, home_of, requested, walk
from tests.support.product import embedded
from tests.support.reached import LOGINS, kind_of, reached

READERS = (*LOGINS, "supervisor", "deputy_manager")
NO_BUILDING = {"audience.buildings": "refused: no such building"}
NOT_TAKEN = {
    "POST /notices": NO_BUILDING,
    "PATCH /notices/{notice_id}": NO_BUILDING,
    "POST /fee-items/take-back": {"name": "names an item of which the company has a price"},
    "POST /channels/{channel}/test": {"to": "an address of mail, or a telephone number"},
}
"""Texts of operations in which script is not tried, with the reason."""
SHOWING = {
    "/desk/", "/desk/cases", "/desk/cases/…", "/desk/households/…", "/desk/households/…/file",
    "/desk/loans", "/desk/receipts/…", "/desk/repairs", "/desk/repairs/…", "/field/orders/…",
    "/finance/receipts/…", "/finance/refunds/…", "/finance/void-requests/…", "/my/bills/…",
    "/my/bills/receipts/…", "/my/complaints", "/my/complaints/…", "/my/households/…",
    "/my/notices", "/my/notices/…", "/my/repairs", "/my/repairs/…", "/notices/", "/notices/…",
    "/messages/…",
}  # fmt: skip
"""Kinds of pages on which something of it stands, as words."""
ECHOING = 30
"""Forms that show what was typed again, at the least."""
NAME = "<script>alert(1)</script>.png"


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    """A product of its own in which every text is script."""
    with embedded(tmp_path_factory.mktemp("scripted"), loaded=True) as running:
        made = Writer(running)
        walk(made)
        yield made


@pytest.fixture(scope="module")
def readers(writer: Writer) -> dict[str, PageReader]:
    """Everybody who reads pages."""
    return {who: PageReader(writer.product, who) for who in READERS}


@pytest.fixture(scope="module")
def pages(writer: Writer, readers: dict[str, PageReader]) -> dict[tuple[str, str], str]:
    """The pages that everybody reaches by links, and those of what was written."""
    found: dict[tuple[str, str], str] = {}
    for who, reader in readers.items():
        own = reached(reader.home, reader.read, per_kind=1)
        own |= {path: reader.read(path) for one, path in writer.pages if one == who}
        found |= {(who, path): page for path, page in own.items()}
    return found


def runs(page: str) -> bool:
    """Whether script of ours is more than words on a page."""
    return any(raw in page for raw in RAW)


def test_every_operation_has_taken_script_in_every_text(writer: Writer) -> None:
    wanted = writer.wanted()
    assert sum(len(texts) for texts in wanted.values()) >= 80
    missing = {
        name: left
        for name, texts in wanted.items()
        if (left := texts - writer.taken.get(name, set()) - NOT_TAKEN.get(name, {}).keys())
    }
    assert missing == {}
    for name, texts in NOT_TAKEN.items():
        assert texts.keys() <= wanted[name] - writer.taken.get(name, set()), name


def test_script_in_what_is_stored_is_words_on_every_page(
    pages: dict[tuple[str, str], str],
) -> None:
    assert [where for where, page in pages.items() if runs(page)] == []
    showing = {kind_of(path) for (_, path), page in pages.items() if ESCAPED in page}
    assert showing >= SHOWING, SHOWING - showing


def test_script_in_what_is_typed_is_words_on_the_page_that_comes(
    readers: dict[str, PageReader], pages: dict[tuple[str, str], str]
) -> None:
    """Every form of every page, of each address once for each reader."""
    sent, running, failed, echoing = set(), [], [], set()
    for (who, path), page in pages.items():
        for form in Forms(page).found:
            what = (who, form.verb, kind_of(form.action or path), frozenset(form.typed))
            if not form.typed or what in sent:
                continue
            sent.add(what)
            answer = readers[who].send(path, form)
            running += [what] if runs(answer.text) else []
            failed += [what] if answer.status_code >= 500 else []
            echoing |= {what[1:3]} if ESCAPED in answer.text else set()
    assert (running, failed) == ([], [])
    assert len(echoing) >= ECHOING, sorted(echoing)


def test_script_in_spreadsheets_and_names_of_files_is_words(
    writer: Writer, readers: dict[str, PageReader]
) -> None:
    """Checked row by row, then imported; and what is said of a file that is no picture."""
    rows = [(SCRIPT[:40], SCRIPT, SCRIPT, "2019/12/30 17:06:14", SCRIPT, SCRIPT, "2019/12/31")]
    homes = [(SCRIPT[:30], SCRIPT[:30], "住宅", 90, SCRIPT, "13812345678")]
    headings = ("楼栋", "房号", "类型", "建筑面积", "业主姓名", "手机")
    repair = requested(writer, RESIDENT, home_of(writer))
    for who, path, name, content in (
        ("receptionist", "/desk/platform", "a.xlsx", workbook(rows)),
        ("finance", "/finance/import", "a.xlsx", workbook(homes, headings)),
        (RESIDENT, f"/my/repairs/{repair['id']}", NAME, b"no picture"),
    ):
        page = readers[who].upload(path, name, content)
        assert ESCAPED in page and not runs(page), path
        for form in Forms(page).found:
            if "confirmed" in form.values:
                done = readers[who].send(path, form)
                assert done.ok and not runs(done.text), path


def test_what_was_typed_is_words_on_the_pages_afterwards(
    writer: Writer, readers: dict[str, PageReader]
) -> None:
    """Forms that were taken have stored something, too."""
    for who in (RESIDENT, "receptionist", "finance"):
        own = reached(readers[who].home, readers[who].read, per_kind=1)
        assert [path for path, page in own.items() if runs(page)] == []
