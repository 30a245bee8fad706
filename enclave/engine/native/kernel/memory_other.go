//go:build !linux

package kernel

func adviseHuge([]uint16) {}
