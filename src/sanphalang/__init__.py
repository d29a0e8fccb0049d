"""Sanphalang (สานพลัง): the central database of Thailand's area-based development network."""

__version__ = "0.1.0"
