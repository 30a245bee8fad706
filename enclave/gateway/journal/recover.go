package journal

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// Location is where a record lies.
type Location struct{ Segment, Offset uint32 }

// Entry is one record as it is found again.
type Entry struct {
	Position uint64
	At       Location
	Record   []byte // good until the callback returns
}

// listSegments gives the numbers of the segments on disk, ascending.
func listSegments(dir string) ([]uint32, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, hallmark.Errorf(hallmark.Unavailable, "journal: %w", err)
	}
	var all []uint32
	for _, e := range entries {
		text, ok := strings.CutSuffix(e.Name(), suffix)
		if n, err := strconv.ParseUint(text, 10, 32); ok && err == nil && len(text) == 16 {
			all = append(all, uint32(n))
		}
	}
	slices.Sort(all)
	return all, nil
}

// scan reads the records of one segment from its bytes, calls each with them
// and gives the offset at which it had to stop: len(data), or where something
// does not open.
func (s *segment) scan(data []byte, at *head, each func(Entry) error) (int, error) {
	var plain []byte
	rest := data[headerSize:]
	inGroup := false
	for len(rest) > 0 {
		offset := len(data) - len(rest)
		if bytes.HasPrefix(rest, s.mark[:]) {
			inGroup, rest = true, rest[markSize:]
			continue
		}
		previous, ciphertext, after, ok := frame(rest)
		if !inGroup || !ok || !bytes.Equal(previous, at.previous[:]) {
			return offset, nil
		}
		nonce, additional := at.additional()
		var err error
		if plain, err = s.aead.Open(plain[:0], nonce[:], ciphertext, additional[:]); err != nil {
			return offset, nil
		}
		position := at.position
		at.advance(ciphertext)
		if err := each(Entry{Position: position, At: Location{s.number, uint32(offset)}, Record: plain}); err != nil {
			return offset, err
		}
		rest = after
	}
	return len(data), nil
}

// lastWritten is the index of the last segment that holds more than a header;
// 0 where none does. A file is begun while records of the one before may still
// wait to be written, so those behind it prove nothing.
func lastWritten(dir string, numbers []uint32) (int, error) {
	for i := len(numbers) - 1; i > 0; i-- {
		info, err := os.Stat(segmentName(dir, numbers[i]))
		if err != nil {
			return 0, hallmark.Errorf(hallmark.Unavailable, "journal: %w", err)
		}
		if info.Size() > int64(headerSize) {
			return i, nil
		}
	}
	return 0, nil
}

// replay reads all segments in order. It gives them, the head after the last
// record and how many bytes of a torn end were passed over. Lost: something
// before the end was altered or is missing.
func replay(dir string, seed []byte, each func(Entry) error) (all []*segment, at head, torn int64, err error) {
	numbers, err := listSegments(dir)
	if err != nil {
		return nil, at, 0, err
	}
	lost := func(number uint32, why string) error {
		return hallmark.Errorf(hallmark.Lost, "journal: segment %d %s; the log was altered, or sealed by other keys", number, why)
	}
	end, err := lastWritten(dir, numbers)
	if err != nil {
		return nil, at, 0, err
	}
	broken := false // the segment before ended in a tear
	for i, number := range numbers {
		last := i == end
		data, err := os.ReadFile(segmentName(dir, number))
		if err != nil {
			return all, at, torn, hallmark.Errorf(hallmark.Unavailable, "journal: %w", err)
		}
		s, ok := parseHeader(seed, data)
		if i > end || !ok && last && number == 1 && len(data) <= headerSize {
			torn += int64(len(data)) // begun, but the process died before anything was written to it, or to the one before
			continue
		}
		switch {
		case !ok:
			return all, at, torn, lost(number, "has a header that does not open")
		case s.number != number || i > 0 && number != numbers[i-1]+1:
			return all, at, torn, lost(number, "is not the next one")
		case i > 0 && s.begin != at:
			why := "does not continue the one before"
			if broken {
				why = "continues behind something in the one before that does not open"
			}
			return all, at, torn, lost(number, why)
		}
		at = s.begin
		stopped, err := s.scan(data, &at, each)
		if err != nil {
			return all, at, torn, err
		}
		if broken = stopped < len(data); broken {
			if last && bytes.Contains(data[stopped:], s.mark[:]) {
				return all, at, torn, lost(number, "has a record that does not open before others that were written after it")
			}
			torn += int64(len(data) - stopped)
		}
		s.size = int64(stopped)
		all = append(all, s)
	}
	return all, at, torn, nil
}
