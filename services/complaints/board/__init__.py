"""Board (超期看板, X05, X08): what is overdue at this moment."""
