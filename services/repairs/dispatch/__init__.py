"""Dispatch (派工, R08): whom an order is offered to, and the engineer's answer."""
