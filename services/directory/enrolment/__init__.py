"""Enrolment (启用二次验证): set up, renewed, removed, and reset for who has lost the telephone."""
