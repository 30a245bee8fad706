// Package hallmark is the dictionary of the project: the words that every
// other package shares (Digest, Address, Amount, Order, Settlement, Receipt,
// Evidence, Bundle, the kinds of errors, and the HTTP bodies that the SDK and
// the worker exchange).
//
// It imports the standard library alone, reads no clock, does no input or
// output, holds no key, and knows no floating-point number: money is [Amount],
// learning rates and losses are [Decimal]. Signing, hashing for contracts and
// canonical JSON live one floor up, in package envelope.
package hallmark
