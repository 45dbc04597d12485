"""Listing (案件列表): cases by filters; residents see their own."""
