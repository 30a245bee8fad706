// Package offer keeps what a provider offers for inference: the operator's
// file of models and prices, the service record made of it and signed with the
// provider's key, its copy inside the enclave, and the part that stands on
// chain.
//
// It sets no price by itself. A record that differs from the last in anything
// gets a higher revision; nothing is ever signed twice under one number.
package offer
