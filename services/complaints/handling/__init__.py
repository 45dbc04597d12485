"""Handling (处理, X01, C01): transfer to a department (转办), and what was done."""
