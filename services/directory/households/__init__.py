"""The archive of households (住户档案): homes with who belongs to them."""
