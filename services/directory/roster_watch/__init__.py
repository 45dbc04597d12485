"""The watch over the roster (值班缺岗提醒): gaps are told ahead."""
