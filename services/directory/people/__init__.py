"""People (人员): who works here, and residents with access."""
