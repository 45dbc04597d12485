"""Messages (消息): what one receiver is sent by one channel."""
