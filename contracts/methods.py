"""All methods of all services, in the order of the API's document."""

from contracts.billing import methods as billing
from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.method import Method
from contracts.notices import methods as notices
from contracts.repairs import methods as repairs

METHODS: tuple[Method, ...] = (
    *directory.METHODS,
    *billing.METHODS,
    *repairs.METHODS,
    *complaints.METHODS,
    *notices.METHODS,
)
