"""A guard in the database itself: rows of some tables are never updated or deleted (B09)."""

from typing import Any, TypeVar

from sqlalchemy import DDL, event

Model = TypeVar("Model", bound=type)
FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def statements(table: str, dialect: str) -> list[str]:
    """The SQL that guards a table, for migrations and for `create_all` alike."""
    if dialect == "postgresql":
        return [
            FUNCTION,
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def append_only(model: Model) -> Model:
    """Guard the table of a mapped class wherever it is created."""
    table: Any = model.__table__  # type: ignore[attr-defined]
    for dialect in ("postgresql", "sqlite"):
        for statement in statements(table.name, dialect):
            ddl: Any = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl.execute_if(dialect=dialect))
    return model
