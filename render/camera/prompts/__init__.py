"""What a panel's prompt says of it: figures, things, zones, who stands where."""
