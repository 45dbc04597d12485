"""Door visits (上门催缴): who goes where, in which order, until when (B04)."""
