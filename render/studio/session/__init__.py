"""The story as it stands: read, planned with what is recorded, directed, heard, shown as data."""
