// Package crash kills processes of a running market with SIGKILL in the middle
// of a job and requires that nothing is lost: the job completes, the user pays
// once, the adapter is the one that an undisturbed run makes. Where the enclave
// cannot recover, the money must go back.
package crash
