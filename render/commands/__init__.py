"""A room for each command. With `render/cli.py` the only place that prints and exits."""
