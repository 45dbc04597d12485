"""The demo community: made up, always the same, and dated from the day it is loaded."""
