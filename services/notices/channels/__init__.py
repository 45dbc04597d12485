"""Channels (发送渠道): the ways out of the house, by mail or gateway."""
