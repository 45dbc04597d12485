"""Cancelled bills and bill runs (账单取消): asked for, decided, taken back by reversal (B16)."""
