"""Succession (业主与租户更替): members come and go, and who takes whose place."""
