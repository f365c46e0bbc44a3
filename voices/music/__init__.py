"""Music and effects under the voices."""
