"""Imports of the household spreadsheet into the archive (批量导入)."""
