"""What the log is told of answers: a refusal is no fault, so it leaves one line and no traceback."""

from __future__ import annotations

import logging


class RefusalsInOneLine(logging.Filter):
    """Takes the traceback from answers below 500; those of faults stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through."""
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
            record.exc_text = None
        return True
