"""storyboard shows the camera's way over the panels before anything is filmed."""
