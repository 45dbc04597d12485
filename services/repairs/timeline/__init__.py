"""The timeline of a repair (处理过程, C11): who did what when."""
