"""The first work of a day (每日开账), in the order in which things depend on each other."""
