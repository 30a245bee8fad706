package journal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

var seed = bytes.Repeat([]byte{7}, 32)

// found are the records of a log as they are read again.
type found struct {
	records [][]byte
	places  []Location
}

func (f *found) take(e Entry) error {
	if e.Position != uint64(len(f.records)) {
		return fmt.Errorf("position %d after %d records", e.Position, len(f.records))
	}
	f.records, f.places = append(f.records, bytes.Clone(e.Record)), append(f.places, e.At)
	return nil
}

func open(t testing.TB, dir string, segment int64) (*Log, *found) {
	t.Helper()
	var f found
	l, _, err := Open(Options{Dir: dir, Seed: seed, Segment: segment}, f.take)
	if err != nil {
		t.Fatal(err)
	}
	return l, &f
}

// add appends a group of records and waits for it.
func add(t testing.TB, l *Log, records ...string) {
	t.Helper()
	var last *Group
	for _, r := range records {
		_, g, err := l.Append([]byte(r))
		if err != nil {
			t.Fatal(err)
		}
		last = g
	}
	if err := last.Wait(); err != nil {
		t.Fatal(err)
	}
}

func finish(t testing.TB, l *Log) {
	t.Helper()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func same(t testing.TB, f *found, want ...string) {
	t.Helper()
	if len(f.records) != len(want) {
		t.Fatalf("%d records, want %d: %q", len(f.records), len(want), f.records)
	}
	for i, w := range want {
		if string(f.records[i]) != w {
			t.Fatalf("record %d is %q, want %q", i, f.records[i], w)
		}
	}
}

func TestRecordsComeBackOverStartsAndSegments(t *testing.T) {
	dir := t.TempDir()
	var want []string
	for start := range 5 {
		l, f := open(t, dir, 400)
		same(t, f, want...)
		for i := range 9 {
			r := fmt.Sprintf("start %d record %d of some length", start, i)
			add(t, l, r)
			want = append(want, r)
		}
		if l.Segments() < 2 {
			t.Fatalf("%d segments of 400 bytes", l.Segments())
		}
		finish(t, l)
	}
	l, f := open(t, dir, 400)
	defer finish(t, l)
	same(t, f, want...)
	for i, at := range f.places {
		if b, err := l.Read(uint64(i), at); err != nil || string(b) != want[i] {
			t.Fatalf("record %d by its place: %q, %v", i, b, err)
		}
	}
	if _, err := l.Read(3, f.places[4]); hallmark.KindOf(err) != hallmark.Lost {
		t.Fatalf("another record's place: %v, want lost", err)
	}
}

func TestStartsAloneAddNoFiles(t *testing.T) {
	dir := t.TempDir()
	for range 5 {
		l, _ := open(t, dir, 0)
		add(t, l, "x")
		finish(t, l)
		for range 3 {
			l, _ := open(t, dir, 0)
			finish(t, l)
		}
	}
	if files, _ := listSegments(dir); len(files) != 5 {
		t.Fatalf("files %v after 5 starts with a record each", files)
	}
}

func TestNothingOfItIsInClear(t *testing.T) {
	dir := t.TempDir()
	l, _ := open(t, dir, 0)
	add(t, l, "a secret that must not lie on disk")
	finish(t, l)
	b, err := os.ReadFile(segmentName(dir, 1))
	if err != nil || bytes.Contains(b, []byte("secret")) {
		t.Fatalf("in clear: %v", err)
	}
	if _, _, err := Open(Options{Dir: dir, Seed: bytes.Repeat([]byte{8}, 32)}, new(found).take); hallmark.KindOf(err) != hallmark.Lost {
		t.Fatalf("other keys: %v, want lost", err)
	}
}

// TestTornAnywhereInTheLastGroup cuts the file at every byte of the last group:
// what was acknowledged before is found, what comes back is a beginning of what
// was written, and the log goes on.
func TestTornAnywhereInTheLastGroup(t *testing.T) {
	dir := t.TempDir()
	l, _ := open(t, dir, 0)
	add(t, l, "one", "two", "three")
	add(t, l, "four")
	info, err := os.Stat(segmentName(dir, 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []string{"five", "six", "seven"} { // of one group or more
		if _, _, err := l.Append([]byte(r)); err != nil {
			t.Fatal(err)
		}
	}
	finish(t, l)
	whole, err := os.ReadFile(segmentName(dir, 1))
	if err != nil {
		t.Fatal(err)
	}
	all := []string{"one", "two", "three", "four", "five", "six", "seven"}
	for cut := int(info.Size()); cut < len(whole); cut++ {
		for _, tail := range [][]byte{nil, make([]byte, len(whole)-cut)} { // cut off, or never written
			torn := filepath.Join(t.TempDir(), "log")
			if err := errors.Join(os.MkdirAll(torn, 0o700), os.WriteFile(segmentName(torn, 1), append(bytes.Clone(whole[:cut]), tail...), 0o600)); err != nil {
				t.Fatal(err)
			}
			l, f := open(t, torn, 0)
			n := len(f.records)
			if n < 4 || n > 6 {
				t.Fatalf("cut at %d of %d: %d records", cut, len(whole), n)
			}
			same(t, f, all[:n]...)
			if cut%8 > 0 { // the disk is slow
				finish(t, l)
				continue
			}
			add(t, l, "next")
			finish(t, l)
			l, f = open(t, torn, 0)
			same(t, f, append(all[:n:n], "next")...)
			finish(t, l)
		}
	}
}

// TestKilledWhileFilesWereBegun has files that were begun for records which were
// never written, behind one that was torn.
func TestKilledWhileFilesWereBegun(t *testing.T) {
	dir := t.TempDir()
	l, _ := open(t, dir, 0)
	add(t, l, "one")
	info, err := os.Stat(segmentName(dir, 1))
	if err != nil {
		t.Fatal(err)
	}
	add(t, l, "two")
	ahead := l.at
	finish(t, l)
	for cut := info.Size(); cut <= info.Size()+20; cut += 10 {
		if err := os.Truncate(segmentName(dir, 1), cut); err != nil {
			t.Fatal(err)
		}
		for n := uint32(2); n < 4; n++ {
			s, err := createSegment(dir, seed, n, ahead)
			if err != nil {
				t.Fatal(err)
			}
			ahead.position++
			s.file.Close()
		}
		l, f := open(t, dir, 0)
		same(t, f, "one")
		finish(t, l)
		if files, err := listSegments(dir); err != nil || len(files) != 1 {
			t.Fatalf("files %v, %v", files, err)
		}
		if err := os.Truncate(segmentName(dir, 1), info.Size()+20); err != nil {
			t.Fatal(err)
		}
	}
	l, _ = open(t, dir, 0)
	add(t, l, "three")
	finish(t, l)
	l, f := open(t, dir, 0)
	defer finish(t, l)
	same(t, f, "one", "three")
}

func TestAlteredMiddleIsLost(t *testing.T) {
	dir := t.TempDir()
	l, _ := open(t, dir, 150)
	for i := range 8 {
		add(t, l, fmt.Sprint("record ", i))
	}
	finish(t, l)
	l, _ = open(t, dir, 150)
	add(t, l, "after a start")
	add(t, l, "and another")
	finish(t, l)
	numbers, err := listSegments(dir)
	if err != nil || len(numbers) < 4 {
		t.Fatalf("segments %v, %v", numbers, err)
	}
	for _, n := range numbers {
		path := segmentName(dir, n)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		end := len(whole)
		if n == numbers[len(numbers)-1] {
			end = bytes.LastIndex(whole, whole[headerSize:headerSize+markSize]) // the last group may be torn
		}
		for at := 0; at < end; at++ {
			bad := bytes.Clone(whole)
			bad[at] ^= 1
			refused(t, dir, path, bad, fmt.Sprintf("segment %d altered at %d", n, at))
		}
		if n != numbers[len(numbers)-1] {
			for cut := 0; cut < end; cut += 7 {
				refused(t, dir, path, whole[:cut], fmt.Sprintf("segment %d cut to %d", n, cut))
			}
			if err := os.Rename(path, path+".away"); err != nil {
				t.Fatal(err)
			}
			if n != numbers[0] {
				if _, _, err := Open(Options{Dir: dir, Seed: seed}, new(quiet).take); hallmark.KindOf(err) != hallmark.Lost {
					t.Fatalf("segment %d is gone: %v, want lost", n, err)
				}
			}
			if err := os.Rename(path+".away", path); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, f := open(t, dir, 150)
	defer finish(t, l)
	if len(f.records) != 10 {
		t.Fatalf("%d records after everything was put back", len(f.records))
	}
}

// quiet takes whatever comes.
type quiet struct{ n int }

func (q *quiet) take(Entry) error { q.n++; return nil }

func refused(t *testing.T, dir, path string, bad []byte, what string) {
	t.Helper()
	if err := os.WriteFile(path, bad, 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, _, err := replay(dir, seed, new(quiet).take)
	if hallmark.KindOf(err) != hallmark.Lost || err == nil {
		t.Fatalf("%s: %v, want lost", what, err)
	}
}

func TestManyAppendersOneOrder(t *testing.T) {
	dir := t.TempDir()
	var groups, records int
	l, _, err := Open(Options{Dir: dir, Seed: seed, Segment: 1 << 14, Committed: func(n int, _ int64, _ time.Duration) { groups, records = groups+1, records+n }}, new(found).take)
	if err != nil {
		t.Fatal(err)
	}
	const writers, each = 32, 20
	places := make([]map[string]Location, writers)
	var wg sync.WaitGroup
	for w := range writers {
		places[w] = map[string]Location{}
		wg.Go(func() {
			for i := range each {
				r := fmt.Sprint(w, " ", i)
				at, g, err := l.Append([]byte(r))
				if err == nil {
					err = g.Wait()
				}
				if err != nil {
					t.Error(err)
					return
				}
				places[w][r] = at
			}
		})
	}
	wg.Wait()
	finish(t, l)
	if records != writers*each || groups > records {
		t.Fatalf("%d records in %d groups", records, groups)
	}
	l, f := open(t, dir, 0)
	defer finish(t, l)
	next := make([]int, writers)
	for i, r := range f.records {
		var w, n int
		if _, err := fmt.Sscan(string(r), &w, &n); err != nil || n != next[w] {
			t.Fatalf("record %d is %q, want %d of writer %d", i, r, next[w], w)
		}
		next[w]++
		if places[w][string(r)] != f.places[i] {
			t.Fatalf("record %d lies at %v, was said to at %v", i, f.places[i], places[w][string(r)])
		}
	}
	if len(f.records) != writers*each {
		t.Fatalf("%d records", len(f.records))
	}
}

func TestPruneAndRotate(t *testing.T) {
	dir := t.TempDir()
	l, _ := open(t, dir, 0)
	add(t, l, "one")
	l.Rotate()
	at, g, err := l.Append([]byte("two"))
	if err != nil || g.Wait() != nil {
		t.Fatal(err)
	}
	if err := l.Prune(at.Segment); err != nil || l.Segments() != 1 {
		t.Fatalf("%d segments, %v", l.Segments(), err)
	}
	if _, err := l.Read(0, Location{1, uint32(headerSize + markSize)}); hallmark.KindOf(err) != hallmark.NotFound {
		t.Fatalf("pruned: %v, want not-found", err)
	}
	finish(t, l)
	var got []string
	l, _, err = Open(Options{Dir: dir, Seed: seed}, func(e Entry) error { got = append(got, fmt.Sprint(e.Position, string(e.Record))); return nil })
	if err != nil || len(got) != 1 || got[0] != "1two" {
		t.Fatalf("%q, %v", got, err)
	}
	add(t, l, "three")
	finish(t, l)
}

// TestFailedWriteTakesNothingMore stands in for a full or broken disk.
func TestFailedWriteTakesNothingMore(t *testing.T) {
	l, _ := open(t, t.TempDir(), 0)
	add(t, l, "one")
	l.segments[0].file.Close()
	_, g, err := l.Append([]byte("two"))
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Wait(); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Fatalf("group: %v, want unavailable", err)
	}
	if _, _, err := l.Append([]byte("three")); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Fatalf("append: %v, want unavailable", err)
	}
	if err := l.Close(); err == nil {
		t.Fatal("closing a failed log says nothing")
	}
}

func TestAnyHistoryIsReadAgain(t *testing.T) {
	base := t.TempDir()
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		dir := filepath.Join(base, fmt.Sprint(run))
		segment := rapid.Int64Range(200, 2000).Draw(rt, "segment")
		var want []string
		for range rapid.IntRange(1, 4).Draw(rt, "starts") {
			l, f := open(t, dir, segment)
			same(t, f, want...)
			for range rapid.IntRange(0, 4).Draw(rt, "groups") {
				group := rapid.SliceOfN(rapid.StringN(0, -1, 300), 1, 5).Draw(rt, "group")
				add(t, l, group...)
				want = append(want, group...)
			}
			finish(t, l)
		}
	})
}

// FuzzScan gives the reader a segment with arbitrary bytes behind its header:
// nothing may come back that was not written.
func FuzzScan(f *testing.F) {
	dir := f.TempDir()
	l, _ := open(f, dir, 0)
	add(f, l, "one", "two")
	add(f, l, "three")
	finish(f, l)
	whole, err := os.ReadFile(segmentName(dir, 1))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)-3])
	f.Add(whole[:headerSize])
	f.Add(binary.BigEndian.AppendUint32(bytes.Clone(whole[:headerSize+markSize]), 1<<31))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, ok := parseHeader(seed, data)
		if !ok {
			return
		}
		at := s.begin
		n := 0
		stopped, err := s.scan(data, &at, func(e Entry) error {
			if want := []string{"one", "two", "three"}; n >= len(want) || string(e.Record) != want[n] {
				t.Fatalf("record %d is %q", n, e.Record)
			}
			n++
			return nil
		})
		if err != nil || stopped > len(data) || stopped < headerSize {
			t.Fatalf("stopped at %d of %d: %v", stopped, len(data), err)
		}
	})
}

// TestGather: what comes while a group waits is synced with it.
func TestGather(t *testing.T) {
	more, groups := make(chan struct{}), make(chan int, 4)
	l, _, err := Open(Options{
		Dir: t.TempDir(), Seed: make([]byte, 32), Gather: func() time.Duration { <-more; return time.Microsecond },
		Committed: func(records int, _ int64, _ time.Duration) { groups <- records },
	}, func(Entry) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	var group *Group
	for i := range 3 {
		if _, group, err = l.Append([]byte{byte(i)}); err != nil {
			t.Fatal(err)
		}
	}
	close(more)
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	if n := <-groups; n != 3 {
		t.Errorf("the first group has %d records", n)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}
