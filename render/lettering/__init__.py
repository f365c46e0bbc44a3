"""lettering is what is drawn over the picture: names, balloons, captions, cards."""
