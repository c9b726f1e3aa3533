"""Words in, their shapes out: name keys, sentences, endings, cue words, language identification."""
