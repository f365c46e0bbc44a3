"""What is found in a panel's pixels: heads, lettering, what draws the eye."""
