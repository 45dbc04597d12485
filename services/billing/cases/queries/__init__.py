"""Households with their cases; what lets their dunning rest."""
