"""The household spreadsheet (业主信息表): its form, read and written."""
