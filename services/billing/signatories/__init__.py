"""Who signs papers (落款): the company as its policy and settings name it."""
