"""Platform replies (平台回复, C05): what was answered on the city's platform."""
