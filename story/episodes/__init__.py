"""How a script is cut into episodes and shorts."""
