// Package sim is a TEE platform in software: its own root of trust, platform
// certificate, quoting enclave and vendor's collateral, so that a simulated
// quote takes exactly the path of a hardware one and only the root differs.
//
// It proves nothing about hardware. Every certificate it makes under its own
// name says SIMULATION in capitals, no verdict over such a quote is ever
// "verified", and it never issues anything that chains to a vendor's key.
package sim
