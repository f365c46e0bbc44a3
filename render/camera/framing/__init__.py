"""From what is in a panel to the crops that it can be shown by."""
