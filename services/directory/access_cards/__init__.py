"""Keys and cards of a household (钥匙门卡): issued, returned, lost."""
