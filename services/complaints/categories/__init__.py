"""Categories (类别, X04): what a case is about, as managers have it."""
