"""What the camera of a film shows, measured from its storyboard and from boxes drawn by hand."""
