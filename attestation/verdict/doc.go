// Package verdict is how Hallmark says what it checked: named checks with a
// class, an outcome and a reason, the list of what no check can prove, one
// word for the whole, and the exit code of the command line that follows from
// it.
//
// It never decides what to check, never reads a clock, and never turns an
// enforced check that was not made into anything but a refusal.
package verdict
