"""Notices (公告) and all outgoing messages: who is notified of what, how, and whether it got there.

A capability is a folder of its name. Each uses only those of the lines above its own:

    channels, contacts, notification_hours, outages, templates, untold, webhooks, workflow
    audience, messages
    arrival, attachments, photos, reach
    delivery, inbox, notices, notifications, outgoing
    approval, door, drafting, publishing, reading, sending, billing_notifications,
        complaint_notifications, directory_notifications, repair_notifications
    corrections, finding
"""
