"""The record of the steps taken (催缴记录): letters and evidence refer to it (B12)."""
