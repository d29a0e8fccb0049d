"""The platform as people meet it: Chromium walks through the pages of a platform that runs for it."""
