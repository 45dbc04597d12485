"""Members of hot issues (X16): the cases of one, and when each came, was told and left."""
