"""Platform messages (平台留言, C05): rows of the spreadsheet of the city's public platform."""
