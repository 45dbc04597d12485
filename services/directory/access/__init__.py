"""Access (人员授权): who joins the staff or gets access, with which roles, and who leaves."""
