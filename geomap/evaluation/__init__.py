"""Gold passages and a pipeline in, scores as published papers count them out."""
