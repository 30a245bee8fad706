// Package e2e runs the built programs as a person would: the demo, the README's
// commands, and every command of the job's walk, against a whole market of real
// processes. It never reaches into a package to make something pass.
package e2e
