"""The studio by HTTP, for one person on this machine: needs the extra `inkreel[studio]`."""
