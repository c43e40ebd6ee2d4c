"""A synthetic dossier of any size, the same for the same seed: to measure with, and to try things on."""
