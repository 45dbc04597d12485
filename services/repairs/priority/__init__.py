"""Priority (紧急程度, R02): what a request starts with, and what danger demands."""
