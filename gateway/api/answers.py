"""Answers that are not JSON, by method: spreadsheets, charts, papers, photos."""

from collections.abc import Callable, Mapping
from typing import Any

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.method import Method
from contracts.notices import methods as notices
from contracts.repairs import methods as repairs
from foundation.actor import Actor
from gateway.addresses import with_address, with_addresses
from gateway.api import pdfs
from gateway.api.endpoint import Answer, Download
from gateway.community_closing import require_nothing_open
from gateway.reports import collection, files, reading_sheets
from gateway.reports import complaints as complaint_report

FORMATS: Mapping[Method, Mapping[str, Answer]] = {
    directory.EXPORT_HOUSEHOLDS: {"xlsx": files.exported_households},
    billing.READING_SHEET: {"xlsx": reading_sheets.workbook_of},
    billing.GET_BILL: {"pdf": pdfs.of_bill},
    billing.GET_RECEIPT: {"pdf": pdfs.of_receipt},
    billing.GET_LETTER: {"pdf": pdfs.of_letter},
    billing.COLLECTION: {"xlsx": collection.as_workbook, "svg": collection.as_chart},
    repairs.GET: {"pdf": pdfs.of_work_order},
    complaints.REPORT: {"xlsx": complaint_report.as_workbook, "svg": complaint_report.as_chart},
}
"""What else than JSON may be asked for, by `?format=` or `Accept`."""

COMPLETED: Mapping[Method, Callable[[Any], Any]] = {
    directory.INVITE: with_address,
    directory.RESET_PASSWORD: with_address,
    directory.LET_IN: with_address,
    directory.PRINT_CODES: with_addresses,
}
"""Answers to which the gateway adds something."""


def nothing_open(actor: Actor, arguments: Mapping[str, Any]) -> None:
    """Raise where something is open in a community that is to be closed."""
    require_nothing_open(actor, arguments["community_id"])


ASKING_FIRST: Mapping[Method, Callable[[Actor, Mapping[str, Any]], None]] = {
    directory.CLOSE_COMMUNITY: nothing_open,
}
"""What other services are asked before."""

DOWNLOADS: Mapping[Method, Download] = {
    repairs.GET_PHOTO: Download(files.filed, "*/*"),
    notices.GET_PHOTO: Download(files.filed, "image/*"),
    notices.GET_ATTACHMENT: Download(files.filed, "*/*"),
    complaints.GET_ATTACHMENT: Download(files.filed, "*/*"),
    billing.GET_VISIT_ATTACHMENT: Download(files.filed, "*/*"),
    directory.GET_COMPANY_PICTURE: Download(files.filed, "image/png"),
}
"""What is always a file."""
