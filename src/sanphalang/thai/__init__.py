"""Thai text, names, telephones, dates and places in text: pure Python, usable on its own."""
