"""Withdrawal (撤回, C13): the end that whoever complained wants."""
