package main

import (
	"context"
	"io"
	"net"
)

// relay joins each connection from the host to the enclave's socket, until
// accept fails. The enclave trusts the host no more for it.
func relay(ctx context.Context, accept func() (io.ReadWriteCloser, error), socket string) error {
	for {
		host, err := accept()
		if err != nil {
			return err
		}
		go join(ctx, host, socket)
	}
}

// join copies both ways and ends when either side does.
func join(ctx context.Context, host io.ReadWriteCloser, socket string) {
	defer host.Close()
	var d net.Dialer
	enclave, err := d.DialContext(ctx, "unix", socket)
	if err != nil {
		return // not up yet: the worker tries again
	}
	defer enclave.Close()
	done := make(chan struct{}, 2)
	for _, pair := range [][2]io.ReadWriter{{enclave, host}, {host, enclave}} {
		go func() {
			_, _ = io.Copy(pair[0], pair[1]) // an end is an end
			done <- struct{}{}
		}()
	}
	<-done
}
