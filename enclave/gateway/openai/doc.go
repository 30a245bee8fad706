// Package openai is the OpenAI HTTP API of the enclave's gateway as a pure
// translation: requests as clients of OpenAI write them (platform.openai.com,
// API reference) become calls of an engine, and what the engine makes becomes
// OpenAI's response bodies, server-sent events and errors. What a call uses is
// told to a Meter before it is delivered. It must never know money, keys,
// receipts or HTTP servers, and never deliver what the Meter has not accepted.
package openai
