"""Heads of papers (单据抬头): whose papers they are, by community (P10)."""
