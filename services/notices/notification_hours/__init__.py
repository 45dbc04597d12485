"""Hours (告知时段): when people may be notified."""
