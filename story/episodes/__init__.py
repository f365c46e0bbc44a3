"""How a script is cut into episodes and shorts, and what its scenes feel like."""
