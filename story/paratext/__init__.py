"""What stands in a text and is no part of the story: told apart before anything is split."""
