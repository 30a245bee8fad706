// Package channels holds the generated Go bindings of Channels.sol; see package
// bind. It must never be edited by hand, nor used outside package contracts.
package channels
