// Package rules keeps the rules of the house as data and fails, with the
// reason, when the code leaves them: which floor may import which, package
// docs, sizes of files and interfaces, no floating-point numbers where money
// is counted, no replace directives. It never judges style.
package rules
