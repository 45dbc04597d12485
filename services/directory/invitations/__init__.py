"""Invitations (邀请): links given to people, and what comes of their use."""
