"""What the camera does within one shot."""
