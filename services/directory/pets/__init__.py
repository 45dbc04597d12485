"""Pets of a household (住户宠物): entered, changed, ended."""
