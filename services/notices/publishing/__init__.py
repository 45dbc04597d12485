"""Publishing (发布): at once or at its time; withdrawing, expiring."""
