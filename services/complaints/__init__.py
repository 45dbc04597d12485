"""Complaints (投诉): intake, tiers, answers, return visits, statistics.

A capability is a folder of its name. Each uses only those of the lines above its own:

    departments, opening_hours, quick_replies
    categories
    cases
    deadlines, timeline
    escalation, fee_disputes, inboxes, letters, promised_calls, urgency
    casework
    acknowledgements, answers, attachments, call_backs, categorisation, classification, figures,
        handling, linked_repairs, pauses, platform_messages, return_visits, taking_over
    closing, intake, listing, platform_replies, triage
    actions, board, explanation, handover, monthly_report, papers, platform_import, privacy,
        trends, worklist
    detail, finding
"""
