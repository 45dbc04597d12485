"""The paths that the product exists for, walked over HTTP as its users walk them."""
