"""Recording: lines become takes, judged and taken again."""
