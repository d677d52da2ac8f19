"""Training of the compact French–English models: corpus, optimiser, schedule, evaluation, export."""
