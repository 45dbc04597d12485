"""The journal (日记账): the ledger as it was booked, for who keeps the company's books."""
