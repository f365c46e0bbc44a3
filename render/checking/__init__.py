"""checking judges finished files, ours or not, and changes nothing."""
