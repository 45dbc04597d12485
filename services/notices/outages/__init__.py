"""Notices of outages (停水停电等通知): what they must say."""
