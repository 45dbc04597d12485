"""Categorisation (自动归类, X02, X04): a first guess at a message, by its words."""
