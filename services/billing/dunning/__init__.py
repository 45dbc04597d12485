"""Dunning (催缴): the steps of a day are taken, or foreseen (B12)."""
