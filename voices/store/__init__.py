"""The store: results kept under the hash of what made them."""
