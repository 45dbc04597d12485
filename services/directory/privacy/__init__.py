"""Confidential data unmasked (隐私信息查看): looks and exports, each logged with its purpose."""
