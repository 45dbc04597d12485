"""Charges (收费, R04, B14): accepted work is charged once; billing says whether it is paid."""
