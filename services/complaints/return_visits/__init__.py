"""Return visits (回访, X10): the department is asked, then the resident, until it is solved."""
