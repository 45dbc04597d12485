"""Faults: nothing that was answered is lost, nothing is done twice."""
