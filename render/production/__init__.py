"""production performs a film: tasks, where they run, and what is known of them."""
