"""Rules of the household spreadsheet: headings, cells, rows, what is wrong with them."""
