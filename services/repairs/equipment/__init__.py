"""Equipment (代用设备, R03): what is taken away for repair, and what is lent for it."""
