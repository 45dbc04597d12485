"""Board (维修看板, R02, R04, R05): responses kept, follow-ups made, charges paid."""
