package enclave

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// farewell is how long calls may take to finish when the enclave stops.
const farewell = 2 * time.Second

// Listen opens the unix socket, for its owner alone. A socket that nobody
// answers on was left by a process that died, and is replaced.
func Listen(ctx context.Context, path string) (net.Listener, error) {
	if info, err := os.Lstat(path); err == nil {
		if info.Mode().Type() != os.ModeSocket {
			return nil, hallmark.Errorf(hallmark.Conflict, "%s exists and is no socket", path)
		}
		var d net.Dialer
		if c, err := d.DialContext(ctx, "unix", path); err == nil {
			c.Close()
			return nil, hallmark.Errorf(hallmark.Conflict, "another enclave answers on %s", path)
		}
		if err := os.Remove(path); err != nil {
			return nil, hallmark.Errorf(hallmark.Unavailable, "remove the old socket: %w", err)
		}
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "unix", path)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "listen for the worker: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(hallmark.Errorf(hallmark.Unavailable, "close the socket to others: %w", err), l.Close())
	}
	return l, nil
}

// Serve answers the worker until ctx ends. Then training stops where it is,
// readers see how it ended, and running calls have a moment to finish.
func (s *Service) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 16 << 10}
	ended := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		s.stop(errStopping)
		s.drain()
		wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
		defer cancel()
		ended <- errors.Join(srv.Shutdown(wait), srv.Close())
	})
	if s.gateway != nil && s.cfg.TLS != "" {
		secure, err := s.listenTLS(ctx)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		s.runs.Go(func() {
			if err := s.serveTLS(ctx, secure); err != nil {
				s.log.Error("TLS is not served any more", "error", err)
			}
		})
	}
	err := srv.Serve(l)
	if stop() { // not stopped by ctx: the listener failed
		return hallmark.Errorf(hallmark.Unavailable, "serve the worker: %w", err)
	}
	if err := <-ended; err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return hallmark.Errorf(hallmark.Unavailable, "stop serving: %w", err)
	}
	return nil
}
