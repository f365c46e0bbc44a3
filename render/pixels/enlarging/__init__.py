"""Enlarging: what a close-up shows, made sharp by a network, tile by tile."""
