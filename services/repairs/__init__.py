"""Repairs (报修): requests, work orders, dispatch, quotes, follow-ups.

A capability is a folder of its name. Each uses only those of the lines above its own:

    first_check
    requests
    quotes, timeline
    response
    engineers, summaries
    charges, equipment, follow_up, listing, offers, priority, privacy
    actions, board, cancellation, dispatch, fieldwork, handover, intake, papers, photos, quoting,
        verification
    detail, finding
"""
