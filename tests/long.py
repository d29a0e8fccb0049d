"""What is proved at its full length only where somebody asks for it: ``SANPHALANG_LONG=1``.

Its short form belongs to the suite: the same proof with fewer rows, fewer steps or fewer kills.
"""

from __future__ import annotations

import os

import pytest

LONG = os.environ.get("SANPHALANG_LONG") == "1"
needs_long = pytest.mark.skipif(not LONG, reason="The full length is proved with SANPHALANG_LONG=1.")
