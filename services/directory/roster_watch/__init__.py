"""The watch over the roster (值班缺岗提醒): managers are notified of gaps ahead."""
