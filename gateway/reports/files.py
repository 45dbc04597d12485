"""Answers that are files: an exported sheet, a photo."""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from flask import Response

from gateway.reports.words import word
from gateway.reports.workbook import Table, workbook


def exported_households(answer: Mapping[str, Any]) -> Response:
    """The rows under the headings of the import template (D01)."""
    sheet = Table(word("households"), answer["headings"], answer["rows"])
    return workbook([sheet], "households")


def photo(answer: Mapping[str, Any]) -> Response:
    """A filed photo (N02, R01); its type was established by its content when it was filed."""
    return Response(b64decode(answer["content"]), content_type=answer["media_type"])
