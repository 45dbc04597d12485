"""Who joins the staff or gets access, what changes, who leaves."""
