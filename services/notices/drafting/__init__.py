"""Drafting (拟稿): a notice written, changed, submitted."""
