"""Formulas in exports: whatever text a service answers, a spreadsheet shows it as a text."""

import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from flask import Flask

from gateway.api.endpoint import Endpoint
from gateway.api.endpoints import ENDPOINTS
from gateway.api.examples import example_of

EXPORTS = [endpoint for endpoint in ENDPOINTS if "xlsx" in endpoint.formats]
SPREADSHEET = "openxmlformats-officedocument.spreadsheetml"
FORMULAS = ("=1+1", '=cmd|"/c calc"!A1', "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1")


def poisoned(answer: Any, formula: str) -> Any:
    """An answer with a formula in place of every word."""
    if isinstance(answer, dict):
        return {name: poisoned(value, formula) for name, value in answer.items()}
    if isinstance(answer, list):
        return [poisoned(value, formula) for value in answer]
    is_word = isinstance(answer, str) and not answer[:1].isdigit() and answer not in ("3", "")
    return formula if is_word else answer


def answer_of(endpoint: Endpoint) -> Any:
    """What the service might answer; of loose rows, one."""
    assert endpoint.method.response
    made = example_of(endpoint.method.response())
    return made | (
        {"headings": ["姓名", "备注"], "rows": [["王", "留言"]]} if "rows" in made else {}
    )


def test_every_export_of_the_document_is_tried(app: Flask) -> None:
    paths = app.test_client().get("/openapi.json").get_json()["paths"]
    offered = {
        (verb.upper(), path.removeprefix("/api/v1"))
        for path, operations in paths.items()
        for verb, operation in operations.items()
        if verb in ("get", "post") and SPREADSHEET in str(operation["responses"])
    }
    assert offered
    assert offered == {(endpoint.route.verb, endpoint.route.path) for endpoint in EXPORTS}


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("endpoint", EXPORTS, ids=lambda endpoint: endpoint.route.path)
def test_no_export_makes_a_formula_of_a_text(app: Flask, endpoint: Endpoint, formula: str) -> None:
    with app.test_request_context(query_string={"month": "2026-11", "period": "2026-Q4"}):
        file = endpoint.formats["xlsx"](poisoned(answer_of(endpoint), formula))
        file.direct_passthrough = False
        book = openpyxl.load_workbook(io.BytesIO(file.get_data()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    shown = [str(cell.value) for cell in cells if cell.value is not None]
    assert any(formula.strip() in one for one in shown), shown


def test_a_formula_would_be_seen() -> None:
    """Negative control: the library alone makes formulas of such texts."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, FORMULAS[0])
    [[cell]] = openpyxl.load_workbook(made).active.iter_rows()
    assert cell.data_type == "f"
