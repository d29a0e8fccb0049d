"""The platform as people meet it: Chromium walks through the pages of a platform that runs for it.

``SANPHALANG_CHROMIUM`` is the browser's path; ``SANPHALANG_PICTURES`` names a folder that gets a picture of every page
that a test looked at.
"""
