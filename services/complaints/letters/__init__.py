"""Letters (来信): the incoming-document register (收文登记本, `SW`, X07)."""
