"""The task queue: work, executors, progress."""
