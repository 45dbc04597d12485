"""The roster by week (周值班表): the turns of each day, and the week before once more."""
