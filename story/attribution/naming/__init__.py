"""Who is called what: names are counted, merged, and short ones are given to whom they mean."""
