// Package eventlog replays the logs behind a TD's run-time registers: the
// firmware's and kernel's log that ACPI's CCEL table points to (TCG PC Client
// Platform Firmware Profile, crypto-agile form; registers as in UEFI 2.10,
// 38.4.1) and run-time events in dstack's form.
//
// It never trusts a digest where the log carries the bytes that were hashed,
// never takes a description for what was measured, and never allocates by a
// length it has not bounded.
package eventlog
