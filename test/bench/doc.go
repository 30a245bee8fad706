// Package bench measures whole paths side by side in one run, client, gateway
// and upstream in one process, so that the figures can be compared with each
// other and not with another day's. It must never be what a test passes by.
package bench
