"""Hot issues (热点问题, X16): open cases about the same, merged and answered at once."""
