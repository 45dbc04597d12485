"""Pauses (暂停, X09): the clock waits for the resident, within limits."""
