package devnet

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// stopPatience is how long a child may take to stop before it is killed.
const stopPatience = 10 * time.Second

// child is one process of the market. It dies with its parent.
type child struct {
	name string
	log  string
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
	err  error         // valid after done
}

// spec says what to start.
type spec struct {
	name   string
	path   string
	args   []string
	env    []string // added to the parent's, secrets never
	secret []byte   // given on file descriptor 3, if any
	log    string   // file that receives standard error
	ready  any      // decoded from the first line of standard output, if not nil
}

// start runs a child and waits for its first line, if one is asked for. A
// child that ends before it is ready gives the end of its log.
func start(ctx context.Context, s spec) (*child, error) {
	log, err := os.OpenFile(s.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "log of %s: %w", s.name, err)
	}
	defer log.Close()
	cmd := exec.Command(s.path, s.args...) // its life is the market's, not ctx's
	cmd.Stderr = log
	cmd.Env = append(os.Environ(), s.env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM, Setpgid: true}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "output of %s: %w", s.name, err)
	}
	give, err := secretPipe(cmd, s.secret)
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "start %s: %w", s.name, errors.Join(err, give(false)))
	}
	if err := give(true); err != nil {
		return nil, errors.Join(err, cmd.Process.Kill())
	}
	c := &child{name: s.name, log: s.log, cmd: cmd, done: make(chan struct{})}
	line := make(chan []byte, 1)
	go c.wait(out, line)
	if s.ready == nil {
		return c, nil
	}
	select {
	case b, ok := <-line:
		if !ok {
			return nil, c.ended()
		}
		if err := json.Unmarshal(b, s.ready); err != nil {
			return nil, errors.Join(hallmark.Errorf(hallmark.Internal, "%s says %q instead of where it serves", s.name, b), c.stop())
		}
		return c, nil
	case <-ctx.Done():
		return nil, errors.Join(hallmark.Errorf(hallmark.Cancelled, "%s did not become ready: %w", s.name, ctx.Err()), c.stop())
	}
}

// wait hands on the first line of output, drops the rest, and reaps.
func (c *child) wait(out io.Reader, line chan<- []byte) {
	r := bufio.NewReader(out)
	if b, err := r.ReadBytes('\n'); err == nil {
		line <- b
	}
	close(line)
	_, _ = io.Copy(io.Discard, r) // ends when the child does
	c.err = c.cmd.Wait()
	close(c.done)
}

// secretPipe gives the child a secret on descriptor 3, so that it is neither in
// its arguments nor in its environment. The returned function must be called
// after the start.
func secretPipe(cmd *exec.Cmd, secret []byte) (give func(started bool) error, err error) {
	if secret == nil {
		return func(bool) error { return nil }, nil
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "pipe: %w", err)
	}
	cmd.ExtraFiles = []*os.File{r}
	return func(started bool) error {
		var err error
		if started {
			_, err = w.Write(secret) // less than a pipe holds
		}
		return errors.Join(err, w.Close(), r.Close())
	}, nil
}

// stop asks the child to end, and kills it if it does not.
func (c *child) stop() error {
	select {
	case <-c.done:
		return nil
	default:
	}
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stop %s: %w", c.name, err)
	}
	select {
	case <-c.done:
		return nil
	case <-time.After(stopPatience):
		return errors.Join(c.kill(), hallmark.Errorf(hallmark.Internal, "%s did not stop in %s and was killed", c.name, stopPatience))
	}
}

// kill ends the child without asking.
func (c *child) kill() error {
	if err := c.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("kill %s: %w", c.name, err)
	}
	<-c.done
	return nil
}

// ended describes a child that is gone, with the end of its log.
func (c *child) ended() error {
	<-c.done
	return hallmark.Errorf(hallmark.Unavailable, "%s ended: %v; the end of %s:\n%s", c.name, c.err, filepath.Base(c.log), tail(c.log))
}

func tail(path string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	const most = 2000
	if len(b) > most {
		b = b[len(b)-most:]
	}
	return string(b)
}

// crew stops children in the reverse order of their start.
type crew struct {
	mu  sync.Mutex
	all []*child
}

func (c *crew) add(k *child) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = append(c.all, k)
}

func (c *crew) stop() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var err error
	for i := len(c.all) - 1; i >= 0; i-- {
		err = errors.Join(err, c.all[i].stop())
	}
	c.all = nil
	return err
}
