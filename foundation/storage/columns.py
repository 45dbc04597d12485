"""What columns mean that all tables have alike, explained once."""


class Columns:
    """Base of every service's tables: what a column of these names is, unless its table says it.

    `id` is a UUIDv7 that the service draws, so that rows sort by it as they were made; where it is
    a number, the database counts it up. `version` grows with every change: callers name the one
    that they have read (`If-Match`), replicas keep the highest. `community_id` is the community
    (项目) of the row, as `Placed` and `Owned` have it (P01). `household_id` is the household (户)
    concerned, by its id in the directory; None: none is. `at`, `by_id` and `by` tell when it was
    done and who did it: the person's id in the directory, or `system`, and the name.

    Money is yuan in Python and fen in the database (`Yuan`), a moment (`…_at`) is UTC, a day that
    of Asia/Shanghai. Names of people and places are kept as they were at that time.
    """
