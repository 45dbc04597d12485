"""Photos (照片, R01): the household's and the staff's."""
