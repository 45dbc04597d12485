"""The timeline of a case (处理过程, C11): who did what when, before and after."""
