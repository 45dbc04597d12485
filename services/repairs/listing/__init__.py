"""Listing (报修列表): repairs by filters; residents and engineers see their own."""
