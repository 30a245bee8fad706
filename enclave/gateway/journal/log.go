package journal

import (
	"cmp"
	"errors"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Options set a log up.
type Options struct {
	Dir     string
	Seed    []byte // secret of 32 bytes; the keys of all segments come from it
	Segment int64  // bytes after which another file is begun; 0: 64 MiB
	// Committed is called after each group by the goroutine that syncs; may be
	// nil.
	Committed func(records int, bytes int64, took time.Duration)
	// Gather says how long a group waits for more records before it is synced:
	// where many come, one sync does for all of them. nil: not at all.
	Gather func() time.Duration
}

// Group is a number of records that are synced together.
type Group struct {
	done chan struct{}
	err  error
}

// Wait returns when the group is on the disk. An error means that it may or may
// not be; the log takes nothing more.
func (g *Group) Wait() error {
	<-g.done
	return g.err
}

// chunk is what one segment gets of a group.
type chunk struct {
	segment *segment
	at      int64
	buf     []byte
}

// Log appends and reads. It may be used from many goroutines.
type Log struct {
	opt  Options
	kick chan struct{}
	gone chan struct{}

	mu       sync.Mutex // of what follows
	at       head
	durable  uint64 // positions below it are on the disk
	segments []*segment
	next     uint32 // number of the next segment
	rotate   bool   // before the next record
	pending  []chunk
	records  int
	group    *Group
	spare    []byte
	failed   error
	closed   bool
}

// Open reads the log of a folder, from its first record to its last, and is
// ready to append. Lost: it was altered. It tells how many bytes at its end were
// torn, and dropped.
func Open(o Options, each func(Entry) error) (*Log, int64, error) {
	if len(o.Seed) != 32 {
		return nil, 0, hallmark.Errorf(hallmark.Internal, "journal: a seed of %d bytes", len(o.Seed))
	}
	if o.Segment == 0 {
		o.Segment = 64 << 20
	}
	if o.Segment > 1<<31 {
		return nil, 0, hallmark.Errorf(hallmark.Invalid, "journal: segments of %d bytes; at most 2 GiB", o.Segment)
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, 0, hallmark.Errorf(hallmark.Unavailable, "journal: %w", err)
	}
	all, at, torn, err := replay(o.Dir, o.Seed, each)
	if err != nil {
		return nil, torn, err
	}
	numbers, err := listSegments(o.Dir)
	if err != nil {
		return nil, torn, err
	}
	l := &Log{opt: o, at: at, durable: at.position, segments: all, kick: make(chan struct{}, 1), gone: make(chan struct{}), next: 1, rotate: true, group: &Group{done: make(chan struct{})}}
	if len(numbers) > 0 {
		l.next = numbers[len(numbers)-1] + 1
	}
	if err := l.sweep(numbers); err != nil {
		return nil, torn, err
	}
	for _, s := range l.segments {
		if s.file, err = os.Open(segmentName(o.Dir, s.number)); err != nil {
			return nil, torn, errors.Join(hallmark.Errorf(hallmark.Unavailable, "journal: %w", err), l.closeFiles())
		}
	}
	go l.commit()
	return l, torn, nil
}

// sweep removes a last file that holds no record, so that starts alone add no
// files, and one that was torn while it was begun.
func (l *Log) sweep(numbers []uint32) error {
	for len(numbers) > 0 {
		n := numbers[len(numbers)-1]
		if k := len(l.segments); k > 0 && l.segments[k-1].number == n {
			if l.segments[k-1].begin != l.at || k == 1 && l.at.position > 0 {
				return nil // it holds records, or alone knows where the log stands
			}
			l.segments = l.segments[:k-1]
		}
		if err := errors.Join(os.Remove(segmentName(l.opt.Dir, n)), syncDir(l.opt.Dir)); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "journal: %w", err)
		}
		l.next, numbers = n, numbers[:len(numbers)-1]
	}
	return nil
}

// Append adds a record behind all others. It is on disk when the group is.
func (l *Log) Append(record []byte) (Location, *Group, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.failed != nil:
		return Location{}, nil, l.failed
	case l.closed:
		return Location{}, nil, hallmark.Errorf(hallmark.Unavailable, "the journal is closed")
	case len(record) > MaxRecord:
		return Location{}, nil, hallmark.Errorf(hallmark.Exhausted, "journal: a record of %d bytes", len(record))
	}
	if n := len(l.segments); l.rotate || l.segments[n-1].size+int64(len(record)) > l.opt.Segment {
		s, err := createSegment(l.opt.Dir, l.opt.Seed, l.next, l.at)
		if err != nil {
			l.failed = err
			return Location{}, nil, err
		}
		l.segments, l.next, l.rotate = append(l.segments, s), l.next+1, false
	}
	s := l.segments[len(l.segments)-1]
	if n := len(l.pending); n == 0 || l.pending[n-1].segment != s {
		l.pending = append(l.pending, chunk{segment: s, at: s.size, buf: append(l.spare[:0], s.mark[:]...)})
		l.spare = nil
	}
	c := &l.pending[len(l.pending)-1]
	where := Location{s.number, uint32(c.at + int64(len(c.buf)))}
	c.buf = s.seal(c.buf, &l.at, record)
	s.size = c.at + int64(len(c.buf))
	l.records++
	select {
	case l.kick <- struct{}{}:
	default:
	}
	return where, l.group, nil
}

// Rotate begins another segment with the next record.
func (l *Log) Rotate() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rotate = true
}

// commit writes and syncs group after group until the log is closed.
func (l *Log) commit() {
	defer close(l.gone)
	for range l.kick {
		if l.opt.Gather != nil {
			time.Sleep(l.opt.Gather())
		}
		l.mu.Lock()
		chunks, group, records, closed, end := l.pending, l.group, l.records, l.closed, l.at.position
		l.pending, l.records, l.group = nil, 0, &Group{done: make(chan struct{})}
		err := l.failed
		l.mu.Unlock()
		if len(chunks) > 0 {
			begin := time.Now()
			var written int64
			for i := 0; i < len(chunks) && err == nil; i++ {
				written += int64(len(chunks[i].buf))
				if _, err = chunks[i].segment.file.WriteAt(chunks[i].buf, chunks[i].at); err == nil {
					err = datasync(chunks[i].segment.file)
				}
			}
			if err != nil {
				err = hallmark.Errorf(hallmark.Unavailable, "journal: %w; nothing more is taken until the enclave starts again", err)
			} else if l.opt.Committed != nil {
				l.opt.Committed(records, written, time.Since(begin))
			}
			group.err = err
			l.mu.Lock()
			switch {
			case err == nil:
				l.durable = end
			case l.failed == nil:
				l.failed = err
			}
			if last := chunks[len(chunks)-1].buf; cap(last) <= 4<<20 {
				l.spare = last
			}
			l.mu.Unlock()
		}
		close(group.done)
		if closed {
			return
		}
	}
}

// Read gives the record of a position. NotFound: it is not on the disk yet, or
// its segment was pruned; Lost: it was altered.
func (l *Log) Read(position uint64, at Location) ([]byte, error) {
	s := l.holding(position, at)
	if s == nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "the journal does not keep record %d", position)
	}
	plain, err := s.read(position, int64(at.Offset))
	if err != nil && l.holding(position, at) == nil { // pruned meanwhile
		return nil, hallmark.Errorf(hallmark.NotFound, "the journal does not keep record %d any more", position)
	}
	return plain, err
}

// holding finds the segment of a record that is on the disk.
func (l *Log) holding(position uint64, at Location) *segment {
	l.mu.Lock()
	defer l.mu.Unlock()
	i, found := slices.BinarySearchFunc(l.segments, at.Segment, func(s *segment, n uint32) int { return cmp.Compare(s.number, n) })
	if !found || position >= l.durable {
		return nil
	}
	return l.segments[i]
}

// Prune removes the segments before a number, but never the last.
func (l *Log) Prune(before uint32) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.segments) > 1 && l.segments[0].number < before {
		s := l.segments[0]
		if err := errors.Join(s.file.Close(), os.Remove(segmentName(l.opt.Dir, s.number)), syncDir(l.opt.Dir)); err != nil {
			return hallmark.Errorf(hallmark.Unavailable, "journal: prune: %w", err)
		}
		l.segments = l.segments[1:]
	}
	return nil
}

// Position is that of the next record.
func (l *Log) Position() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.at.position
}

// Segments counts the files.
func (l *Log) Segments() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.segments)
}

// Close writes what is pending and ends the log.
func (l *Log) Close() error {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return nil
	}
	l.closed = true
	l.mu.Unlock()
	select {
	case l.kick <- struct{}{}:
	default: // a kick that is on its way will do
	}
	<-l.gone
	return errors.Join(l.failure(), l.closeFiles())
}

func (l *Log) failure() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.failed
}

func (l *Log) closeFiles() error {
	var all []error
	for _, s := range l.segments {
		if s.file != nil {
			all = append(all, s.file.Close())
		}
	}
	return errors.Join(all...)
}
