"""Explanation (时限说明, C11): how the deadline of a case came about, in words."""
