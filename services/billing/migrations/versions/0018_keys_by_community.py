"""What each community has one of is told apart by it (P01): figures of a period and due date,
shared costs of a month."""

from alembic import op

revision = "billing_0018"
down_revision = "billing_0017"
branch_labels = None
depends_on = None

FIGURES, COSTS = "collection_snapshots", "shared_costs"
BEFORE, AFTER = ["period", "due_date"], ["community_id", "period", "due_date"]
KEY = ["unit_type", "name", "month"]


def upgrade() -> None:
    """Make the community part of the keys."""
    exchange(BEFORE, AFTER, [*KEY, "community_id"])


def downgrade() -> None:
    """The way back, as long as no two communities have the same."""
    exchange(AFTER, BEFORE, KEY)


def exchange(old: list[str], new: list[str], key: list[str]) -> None:
    """Other columns for the keys."""
    with op.batch_alter_table(FIGURES) as table:
        table.drop_constraint("_".join(("uq", FIGURES, *old)), type_="unique")
        table.create_unique_constraint("_".join(("uq", FIGURES, *new)), new)
    with op.batch_alter_table(COSTS) as table:
        table.drop_constraint(f"pk_{COSTS}", type_="primary")
        table.create_primary_key(f"pk_{COSTS}", key)
    if op.get_bind().dialect.name == "sqlite":
        guard_again()


def guard_again() -> None:
    """SQLite has made the table anew, without what keeps its rows as they are."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {FIGURES}_no_{verb.lower()} BEFORE {verb} ON {FIGURES} "
            f"BEGIN SELECT RAISE(ABORT, '{FIGURES} is append-only'); END"
        )
