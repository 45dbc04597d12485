"""Key households (重点户) and their regular calls."""
