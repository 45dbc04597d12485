"""Cancellation (取消): a request is withdrawn before it is done."""
