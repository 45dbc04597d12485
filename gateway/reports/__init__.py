"""Reports in the formats that offices work with: spreadsheets and charts."""
