"""Communities (项目/小区): what the company looks after, each at its place (P01)."""
