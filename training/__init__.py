"""Training of the compact French–English models: corpus, vocabulary, optimiser, schedule, evaluation, export."""
