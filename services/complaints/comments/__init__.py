"""Comments (备注与沟通, C13): internal notes, what residents add, replies to them."""
