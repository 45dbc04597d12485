"""Fee disputes (收费争议, B13): complaints that pause a household's dunning."""
