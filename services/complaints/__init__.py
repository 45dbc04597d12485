"""Complaints (投诉): intake, tiers, answers, return visits, statistics.

A capability is a folder of its name. Each uses only those of the lines above its own:

    departments, desk_waits, opening_hours, quick_replies
    categories
    cases
    deadlines, timeline
    attending, concealment, escalation, fee_disputes, first_answers, hot_issue_members, inboxes,
        letters, promised_calls, urgency
    casework
    acknowledgements, answers, attachments, call_backs, categorisation, classification, comments,
        corrections, figures, handling, linked_repairs, pauses, platform_messages, return_visits,
        taking_over
    closing, concealment_reviews, hot_issues, intake, listing, platform_replies, similar, triage,
        watched_repairs, withdrawal
    actions, board, explanation, handover, monthly_report, papers, platform_import, privacy,
        trends, worklist
    detail, finding
"""
