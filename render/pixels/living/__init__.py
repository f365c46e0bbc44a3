"""What an author asks to happen to the picture itself: weather, light, focus, a jolt."""
