package openai

// WAVSeconds is for the fuzz target.
var WAVSeconds = wavSeconds
