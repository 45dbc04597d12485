"""Pure rules of complaints: they read a snapshot and a passed clock, and return a decision."""
