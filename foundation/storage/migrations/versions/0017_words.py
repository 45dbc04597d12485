"""Words of papers for full-text search (P07): tokens with a GIN index on PostgreSQL, beside FTS5
on SQLite, whose triggers follow the table. What is there already is indexed by the services."""

import sqlalchemy as sa
from alembic import op

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.types import BigSerial, Id
from foundation.storage.words import Tokens

revision = "foundation_0017"
down_revision = "foundation_0016"
branch_labels = None
depends_on = None

FTS = (
    "CREATE VIRTUAL TABLE words_fts USING fts5(words, content='words', content_rowid='no', "
    "tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER words_in AFTER INSERT ON words BEGIN "
    "INSERT INTO words_fts(rowid, words) VALUES (new.no, new.words); END",
    "CREATE TRIGGER words_out AFTER DELETE ON words BEGIN "
    "INSERT INTO words_fts(words_fts, rowid, words) VALUES ('delete', old.no, old.words); END",
    "CREATE TRIGGER words_over AFTER UPDATE ON words BEGIN "
    "INSERT INTO words_fts(words_fts, rowid, words) VALUES ('delete', old.no, old.words); "
    "INSERT INTO words_fts(rowid, words) VALUES (new.no, new.words); END",
)


def upgrade() -> None:
    """Make the table and its index."""
    op.create_table(
        "words",
        sa.Column("no", BigSerial, nullable=False),
        sa.Column("row_id", sa.String(80), nullable=False),
        sa.Column("paper_id", Id, nullable=False),
        sa.Column("words", Tokens(), nullable=False),
        sa.Column("community_id", Id, nullable=False, server_default=FIRST_COMMUNITY),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_words")),
        sa.UniqueConstraint("row_id", name=op.f("uq_words_row_id")),
    )
    op.create_index("ix_words_paper_id", "words", ["paper_id"])
    op.create_index("ix_words_here", "words", ["community_id", "paper_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_words_words", "words", ["words"], postgresql_using="gin")
    else:
        for statement in FTS:
            op.execute(statement)


def downgrade() -> None:
    """The way back."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE words_fts")
    op.drop_table("words")
