"""Answers (回复, X07): the resident is answered, on the channel that the contact came by."""
