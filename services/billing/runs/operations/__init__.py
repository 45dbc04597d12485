"""Starting and watching runs; working their batches."""
