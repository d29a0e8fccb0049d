"""Backup and restore: one portable archive, readable on both databases (``README.md`` of the room)."""
