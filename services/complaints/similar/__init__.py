"""Similar cases (相似投诉, X16): which open cases seem to be about the same thing."""
