"""Notices (公告) as staff and residents see them."""
