// Package proxy is a plain OpenAI endpoint on the user's own machine. What an
// application asks there goes sealed to the provider's attested enclave by a
// session (package inference), answers come back as they are made, and each has
// its checked receipt. OpenAI's fine-tuning API is answered by jobs of ours.
//
// It must never listen to other machines unless told to, answer a web page of
// another site, pass on an answer whose receipt does not hold as if it did, or
// ask a provider anything after such a receipt.
package proxy
