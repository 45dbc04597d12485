"""Billing (收费与催缴): fees, bills, payments, the ledger, dunning and collection figures.

Its capabilities, lowest first; each uses those of earlier lines only, none of its own line:

    daily, periods, fees, signatories
    ledger
    bills, meters, ladder, letters
    issuing, delivery, reading_sheets, cases
    charges, visits
    steps, pauses
    arrears, visit_attachments, visit_outcomes
    credit, households
    payments, late_charges
    voids, refunds, papers, units
    cancellations, shared_costs, dunning
    charging
    adjustments
    runs
    collection, books, statements, former_debts, finding, journal
    paper_facts
    day_opening

Tables lie under all of them: rows refer to each other whatever room they are in.
"""
