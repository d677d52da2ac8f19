"""Engines: the only modules that import model libraries, and only when an engine is built."""
