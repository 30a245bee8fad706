// Package reference computes what a TD measures before any of our code runs,
// from the files that it boots: MRTD from the firmware image, RTMR1 and RTMR2
// from kernel, initrd and command line or from a unified kernel image. Policies
// are made of such values, so that nobody has to take them from a quote.
//
// It computes or says why it cannot: a register that rests on something the
// host decides (memory layout, ACPI tables, the version of a boot stub) is
// never guessed. It reads bytes only, runs nothing and touches no network.
package reference
