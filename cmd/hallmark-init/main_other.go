//go:build !linux

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "hallmark-init runs in a TDX guest, which is Linux")
	os.Exit(1)
}
