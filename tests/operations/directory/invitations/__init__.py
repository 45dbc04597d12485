"""Links by which people choose the own password."""
