"""Linked repairs (转报修, X04): a case wants a repair and follows what becomes of it."""
