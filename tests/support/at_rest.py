"""A database as whoever takes it reads it."""

from sqlalchemy import inspect, text

from foundation.storage.store import Store


def everything(store: Store, *but: str) -> str:
    """All rows of all tables but some."""
    names = [name for name in inspect(store.engine).get_table_names() if name not in but]
    with store.engine.connect() as connection:
        return "\n".join(
            f"{name}: {tuple(row)}"  # a row by itself shows long texts cut
            for name in names
            for row in connection.execute(text(f'SELECT * FROM "{name}"'))
        )
