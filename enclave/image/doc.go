// Package image has no code: beside it lies the recipe of the TDX guest image,
// which its test keeps whole. The image is a disk with a unified kernel image on
// the ESP and a root file system under dm-verity; see README.md.
package image
