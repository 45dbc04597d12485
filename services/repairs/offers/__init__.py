"""Offers (派单, R08): a work order is put to one engineer at a time."""
