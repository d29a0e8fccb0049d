"""Measurements: ``python -m bench [PART …]`` writes ``bench/results.json`` and ``docs/performance.md``."""
