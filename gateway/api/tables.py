"""All tables of endpoints, and the methods that have none on purpose."""

from contracts.directory import methods as directory_methods
from gateway import paper_check
from gateway.api import billing, complaints, directory, notices, repairs

TABLES = (
    directory.routes,
    billing.routes,
    repairs.routes,
    complaints.routes,
    notices.routes,
)

BY_HAND = frozenset({
    directory_methods.AUTHENTICATE.key, directory_methods.CHANGE_PASSWORD.key,
    *(method.key for method in paper_check.ISSUERS.values()),
})  # fmt: skip
"""Methods with a view of their own, in `gateway.api.session` and `gateway.api.papers`."""

INTERNAL = frozenset(
    {
        directory_methods.IMPORT_ROWS.key,  # the command line's import, with progress
        directory_methods.SESSION.key,  # whom the gateway lets in
    }
)
"""Methods that are called by RPC only."""
