// Package gateway meters inference: it opens exchanges, admits what a user
// signed inside what the user signed for, lets the OpenAI API answer, counts,
// and signs a receipt for each that is on disk before it is handed out.
//
// Money follows three numbers per channel and epoch. Total is what the receipts
// add up to, reserved what running requests may still come to, ceiling what the
// user's highest voucher allows: total + reserved never exceeds the ceiling, nor
// what the chain says is deposited. What a request uses is reserved before it is
// delivered.
//
// It never delivers what is not reserved, never signs two receipts with one
// sequence number, never hands out a receipt that a crash could forget, and
// takes no word of the worker against a user: what the worker says of the chain
// only narrows what the provider risks.
package gateway
