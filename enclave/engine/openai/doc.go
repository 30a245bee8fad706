// Package openai is the engine that is somebody else's server: a client of any
// OpenAI-compatible upstream (vLLM, SGLang, llama-server) over https, a loopback
// or a unix socket. It hands the upstream's bytes on as they are, except the
// model's name, and says what they cost. It must never follow a redirect, log or
// pass on the API key, trust a length that the upstream states, or hand on tokens
// that it cannot count.
package openai
