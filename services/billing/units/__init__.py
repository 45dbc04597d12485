"""Units as they are billed (计费单元): what a household's bill is worked out from (B01)."""
