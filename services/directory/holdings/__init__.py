"""What members have (住户名下物品): vehicles, keys and cards, pets, from when until when."""
