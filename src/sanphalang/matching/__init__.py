"""Who or what is this the same as: keys, blocking, scores with reasons."""
