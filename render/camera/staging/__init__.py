"""What stands on a picture, or beside it: room for lettering, several pictures at a time."""
