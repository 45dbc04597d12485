"""Databases: types, the unit of work, and the tables that every database has."""
