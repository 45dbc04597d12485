"""Opening (开业): the first administrator of an installation."""
