"""Quotes (报价, R04): what chargeable work costs, and which quote counts."""
