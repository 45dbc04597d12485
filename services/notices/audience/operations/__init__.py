"""Recipients of a notice, and which households are in arrears."""
