"""The unattended run over a folder."""
