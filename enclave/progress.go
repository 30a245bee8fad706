package enclave

import (
	"sync"

	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// maxLines is how many lines of a run are kept for readers that come later.
const maxLines = 4096

// feed keeps the progress of a job's present run and wakes its readers.
type feed struct {
	mu    sync.Mutex
	seq   uint64
	lines []wire.Progress
	more  chan struct{} // closed and replaced when a line is added
}

func newFeed() *feed { return &feed{more: make(chan struct{})} }

// restart forgets the lines of the run before.
func (f *feed) restart() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lines = nil
}

func (f *feed) add(p wire.Progress) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seq++
	p.Seq = f.seq
	if len(f.lines) == maxLines {
		f.lines = append(f.lines[:0:0], f.lines[maxLines/4:]...)
	}
	f.lines = append(f.lines, p)
	close(f.more)
	f.more = make(chan struct{})
}

// after gives the kept lines beyond seq, and what closes when there is another.
// A number this process has not reached is an older process's: all are given.
func (f *feed) after(seq uint64) ([]wire.Progress, <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if seq > f.seq {
		seq = 0
	}
	var out []wire.Progress
	for i, l := range f.lines {
		if l.Seq > seq {
			out = append(out, f.lines[i:]...)
			break
		}
	}
	return out, f.more
}

// end is the line that ended the last run, if it ended.
func (f *feed) end() []wire.Progress {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(f.lines); n > 0 && f.lines[n-1].Code.Ends() {
		return []wire.Progress{f.lines[n-1]}
	}
	return nil
}
