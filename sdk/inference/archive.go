package inference

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

const (
	receiptsFile = "receipts.jsonl" // SignedUsage, a line each
	sentFile     = "sent.jsonl"     // what was sent, and the receipt's id as soon as it is known
	servicesDir  = "services"       // the records that receipts name, by digest
	evidenceDir  = "evidence"       // that was shown and judged, by signer
	lockName     = "lock"
	maxLine      = 1 << 20
)

// sent says that an exchange may be charged; a second line of the same exchange
// adds the id of its receipt.
type sent struct {
	Exchange  hallmark.Digest  `json:"exchange"`
	Signature hallmark.Digest  `json:"signature"` // SHA-256
	Signer    hallmark.Address `json:"signer"`
	Receipt   hallmark.Digest  `json:"receipt"` // zero: not known yet
}

// archive is the directory of one session: receipts, appended and on disk before
// they are shown, and what was sent. One process at a time holds it.
type archive struct {
	dir      string
	lock     *os.File
	receipts *os.File
	sentMu   sync.Mutex
	sent     *os.File
	open     sync.RWMutex // held for reading while something is handed to in
	closed   bool
	in       chan commit
	done     chan struct{}
}

type commit struct {
	line []byte
	done chan error
}

// openArchive reads what earlier runs left: their receipts, and exchanges that
// have none.
func openArchive(dir string) (*archive, []hallmark.SignedUsage, []sent, error) {
	a := &archive{dir: dir, in: make(chan commit), done: make(chan struct{})}
	for _, d := range []string{servicesDir, evidenceDir} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o700); err != nil {
			return nil, nil, nil, hallmark.Errorf(hallmark.Unavailable, "receipts: %w", err)
		}
	}
	past, lost, err := a.load()
	if err != nil {
		return nil, nil, nil, errors.Join(err, a.closeFiles())
	}
	go a.commit()
	return a, past, lost, nil
}

func (a *archive) load() (past []hallmark.SignedUsage, lost []sent, err error) {
	if a.lock, err = lockFile(filepath.Join(a.dir, lockName)); err != nil {
		return nil, nil, err
	}
	if past, err = ReadReceipts(filepath.Join(a.dir, receiptsFile)); err != nil && hallmark.KindOf(err) != hallmark.NotFound {
		return nil, nil, err
	}
	if a.receipts, err = openLines(filepath.Join(a.dir, receiptsFile)); err != nil {
		return nil, nil, err
	}
	have := map[hallmark.Digest]bool{}
	for _, u := range past {
		have[u.Receipt.Request.Exchange] = true
	}
	place := map[hallmark.Digest]int{}
	err = eachLine(filepath.Join(a.dir, sentFile), func(line []byte) error {
		var s sent
		if err := hallmark.DecodeStrict(line, sentFile, &s); err != nil {
			return err
		}
		if have[s.Exchange] {
			return nil
		}
		if i, ok := place[s.Exchange]; ok {
			lost[i] = s
			return nil
		}
		place[s.Exchange] = len(lost)
		lost = append(lost, s)
		return nil
	})
	if err != nil && hallmark.KindOf(err) != hallmark.NotFound {
		return nil, nil, err
	}
	// What has its receipt need not be kept.
	if err := a.rewriteSent(lost); err != nil {
		return nil, nil, err
	}
	a.sent, err = openLines(filepath.Join(a.dir, sentFile))
	return past, lost, err
}

func (a *archive) rewriteSent(lost []sent) error {
	var b bytes.Buffer
	for _, s := range lost {
		line, err := json.Marshal(s)
		if err != nil {
			return hallmark.Errorf(hallmark.Internal, "encode: %w", err)
		}
		b.Write(append(line, '\n'))
	}
	path := filepath.Join(a.dir, sentFile)
	err := os.WriteFile(path+".new", b.Bytes(), 0o600)
	if err == nil {
		err = os.Rename(path+".new", path)
	}
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "receipts: %w", err)
	}
	return nil
}

// note writes what was sent. It is for the next run and waits for no disk.
func (a *archive) note(s sent) error {
	line, err := json.Marshal(s)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode: %w", err)
	}
	a.sentMu.Lock()
	defer a.sentMu.Unlock()
	if _, err := a.sent.Write(append(line, '\n')); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "receipts: %w", err)
	}
	return nil
}

// append returns when the receipt is on disk. Appends at the same time share
// one fsync.
func (a *archive) append(u hallmark.SignedUsage) error {
	canonical, err := envelope.AppendUsage(nil, u.Receipt)
	if err != nil {
		return err
	}
	c := commit{append(envelope.AppendSignedUsage(nil, canonical, u.Signature), '\n'), make(chan error, 1)}
	if err := a.hand(c); err != nil {
		return err
	}
	return <-c.done
}

func (a *archive) hand(c commit) error {
	a.open.RLock()
	defer a.open.RUnlock()
	if a.closed {
		return hallmark.Errorf(hallmark.Cancelled, "the session is closed")
	}
	a.in <- c
	return nil
}

func (a *archive) commit() {
	defer close(a.done)
	for first := range a.in {
		batch := []commit{first}
		lines := bytes.Clone(first.line)
	gather:
		for {
			select {
			case c, ok := <-a.in:
				if !ok {
					break gather
				}
				batch, lines = append(batch, c), append(lines, c.line...)
			default:
				break gather
			}
		}
		_, err := a.receipts.Write(lines)
		if err == nil {
			err = a.receipts.Sync()
		}
		if err != nil {
			err = hallmark.Errorf(hallmark.Unavailable, "keep the receipt: %w", err)
		}
		for _, c := range batch {
			c.done <- err
		}
	}
}

// keepService writes a service record that receipts will name, keepEvidence
// what the enclave showed.
func (a *archive) keepService(digest hallmark.Digest, s hallmark.SignedService) error {
	return a.keep(filepath.Join(servicesDir, digest.String()+".json"), s)
}

func (a *archive) keepEvidence(signer hallmark.Address, e hallmark.Evidence) error {
	return a.keep(filepath.Join(evidenceDir, signer.String()+".json"), e)
}

func (a *archive) keep(name string, v any) error {
	b, err := envelope.Canonical(v)
	if err != nil {
		return err
	}
	path := filepath.Join(a.dir, name)
	err = os.WriteFile(path+".new", append(b, '\n'), 0o600)
	if err == nil {
		err = os.Rename(path+".new", path)
	}
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "keep %s: %w", name, err)
	}
	return nil
}

// close waits for what is being written. What comes later is refused.
func (a *archive) close() error {
	a.open.Lock()
	defer a.open.Unlock()
	if a.closed {
		return nil
	}
	a.closed = true
	close(a.in)
	<-a.done
	return a.closeFiles()
}

func (a *archive) closeFiles() error {
	var err error
	for _, f := range []*os.File{a.receipts, a.sent, a.lock} {
		if f != nil {
			err = errors.Join(err, f.Close())
		}
	}
	return err
}

// ReadReceipts reads a file of receipts as a session keeps them. Signatures are
// the caller's to check. A last line that was cut by a crash is left out: its
// receipt was shown to nobody.
func ReadReceipts(path string) ([]hallmark.SignedUsage, error) {
	var all []hallmark.SignedUsage
	return all, eachLine(path, func(line []byte) error {
		var u hallmark.SignedUsage
		if err := hallmark.DecodeStrict(line, "receipt "+filepath.Base(path), &u); err != nil {
			return err
		}
		all = append(all, u)
		return nil
	})
}

func eachLine(path string, each func([]byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return hallmark.Errorf(hallmark.NotFound, "receipts: %w", err)
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 64<<10)
	for n := 1; ; n++ {
		line, err := r.ReadSlice('\n')
		for errors.Is(err, bufio.ErrBufferFull) && len(line) < maxLine {
			whole := bytes.Clone(line)
			line, err = r.ReadSlice('\n')
			line = append(whole, line...)
		}
		if errors.Is(err, io.EOF) {
			return nil // nothing, or a line that was cut
		}
		if err != nil {
			return hallmark.Errorf(hallmark.Invalid, "%s line %d: %w", path, n, err)
		}
		if err := each(bytes.TrimSuffix(line, []byte("\n"))); err != nil {
			return hallmark.Errorf(hallmark.KindOf(err), "%s line %d: %w", path, n, err)
		}
	}
}

// openLines opens a file of lines for appending and cuts an unfinished last
// line off.
func openLines(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "receipts: %w", err)
	}
	end, err := wholeLines(f)
	if err == nil {
		err = f.Truncate(end)
	}
	if err != nil {
		return nil, errors.Join(hallmark.Errorf(hallmark.Unavailable, "receipts: %w", err), f.Close())
	}
	return f, nil
}

func wholeLines(f *os.File) (int64, error) {
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	one := make([]byte, 1)
	for ; end > 0; end-- {
		if _, err := f.ReadAt(one, end-1); err != nil {
			return 0, err
		}
		if one[0] == '\n' {
			break
		}
	}
	return end, nil
}

// lockFile takes a lock for as long as the file is open. Conflict: another
// process has it.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "receipts: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(hallmark.Errorf(hallmark.Conflict, "another process keeps its receipts in this directory; name another with --dir"), f.Close())
	}
	return f, nil
}
