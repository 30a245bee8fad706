// Package tokenizer turns text into the token ids of a model and back: the
// byte-level BPE of Hugging Face's tokenizer.json (the GPT-2, Llama-3 and Qwen2
// families), and the trainer that made the vocabulary of Hallmark's own base
// model. User, price and enclave count with this one package, so it must never
// guess: a normalizer, pre-tokenizer or model kind that it does not know is
// refused by name, and no error carries text that was being encoded.
package tokenizer
