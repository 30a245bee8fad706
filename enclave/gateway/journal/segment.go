package journal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hallmark-tee/hallmark"
)

const (
	magic      = "hallmark journal v1\n"
	label      = "hallmark journal v1"
	suffix     = ".journal"
	tagSize    = 16
	markSize   = 16
	bareHeader = len(magic) + 8 + 8 + 32 + 32
	headerSize = bareHeader + tagSize
	frameSize  = 4 + 32 // before the ciphertext

	// MaxRecord bounds one record, in bytes.
	MaxRecord = 256 << 20
)

// head is where the log has come to: the next position and the chain so far.
type head struct {
	position uint64
	previous hallmark.Digest
}

// segment is one file of the log.
type segment struct {
	number uint32
	begin  head
	aead   cipher.AEAD
	mark   [markSize]byte
	file   *os.File
	size   int64 // with what is not written yet
}

func segmentName(dir string, number uint32) string {
	return filepath.Join(dir, fmt.Sprintf("%016d%s", number, suffix))
}

// derive makes the segment's key and mark of its header.
func (s *segment) derive(seed, bare []byte) error {
	salt := bare[bareHeader-32:]
	key, err := hkdf.Key(sha256.New, seed, salt, label+string(bare), 32+markSize)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "journal key: %w", err)
	}
	block, err := aes.NewCipher(key[:32])
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "journal cipher: %w", err)
	}
	if s.aead, err = cipher.NewGCM(block); err != nil {
		return hallmark.Errorf(hallmark.Internal, "journal cipher: %w", err)
	}
	copy(s.mark[:], key[32:])
	return nil
}

var headerNonce = [12]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}

// createSegment begins a file, synced with its folder.
func createSegment(dir string, seed []byte, number uint32, at head) (*segment, error) {
	bare := make([]byte, 0, headerSize)
	bare = append(bare, magic...)
	bare = binary.BigEndian.AppendUint64(bare, uint64(number))
	bare = binary.BigEndian.AppendUint64(bare, at.position)
	bare = append(bare, at.previous[:]...)
	bare = bare[:bareHeader]
	rand.Read(bare[bareHeader-32:])
	s := &segment{number: number, begin: at, size: int64(headerSize)}
	if err := s.derive(seed, bare); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(segmentName(dir, number), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "journal: %w", err)
	}
	s.file = f
	if _, err = f.Write(s.aead.Seal(bare, headerNonce[:], nil, bare)); err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = syncDir(dir)
	}
	if err != nil {
		f.Close()
		os.Remove(f.Name())
		return nil, hallmark.Errorf(hallmark.Unavailable, "journal: begin a segment: %w", err)
	}
	return s, nil
}

// parseHeader reads the header of a segment; false when it is not one that this
// seed made.
func parseHeader(seed, data []byte) (*segment, bool) {
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return nil, false
	}
	bare, rest := data[:bareHeader:bareHeader], data[len(magic):]
	number := binary.BigEndian.Uint64(rest)
	if number > 1<<32-1 {
		return nil, false
	}
	s := &segment{number: uint32(number), size: int64(headerSize)}
	s.begin.position = binary.BigEndian.Uint64(rest[8:])
	copy(s.begin.previous[:], rest[16:])
	if s.derive(seed, bare) != nil {
		return nil, false
	}
	_, err := s.aead.Open(nil, headerNonce[:], data[bareHeader:headerSize], bare)
	return s, err == nil
}

// additional is the nonce and the additional data of the record at a head.
func (h *head) additional() (nonce [12]byte, data [40]byte) {
	binary.BigEndian.PutUint64(nonce[4:], h.position)
	binary.BigEndian.PutUint64(data[:], h.position)
	copy(data[8:], h.previous[:])
	return nonce, data
}

// advance steps over a record.
func (h *head) advance(ciphertext []byte) {
	sum := sha256.New()
	sum.Write(h.previous[:])
	sum.Write(ciphertext)
	sum.Sum(h.previous[:0])
	h.position++
}

// seal appends the record's frame and moves the head.
func (s *segment) seal(buf []byte, at *head, record []byte) []byte {
	buf = binary.BigEndian.AppendUint32(buf, uint32(32+len(record)+tagSize))
	buf = append(buf, at.previous[:]...)
	nonce, data := at.additional()
	begin := len(buf)
	buf = s.aead.Seal(buf, nonce[:], record, data[:])
	at.advance(buf[begin:])
	return buf
}

// frame cuts the first record's frame off data; false when it is not whole.
func frame(data []byte) (previous, ciphertext, rest []byte, ok bool) {
	if len(data) < frameSize {
		return nil, nil, nil, false
	}
	n := int(binary.BigEndian.Uint32(data))
	if n < 32+tagSize || n > 32+MaxRecord+tagSize || n > len(data)-4 {
		return nil, nil, nil, false
	}
	return data[4:36], data[36 : 4+n], data[4+n:], true
}

// read opens the record of a position that begins at an offset.
func (s *segment) read(position uint64, offset int64) ([]byte, error) {
	lost := hallmark.Errorf(hallmark.Lost, "journal: record %d does not open: it was altered", position)
	var prefix [4]byte
	if _, err := s.file.ReadAt(prefix[:], offset); err != nil {
		return nil, lost
	}
	n := binary.BigEndian.Uint32(prefix[:])
	if info, err := s.file.Stat(); err != nil || int64(n) > info.Size()-offset-4 || n < 32+tagSize {
		return nil, lost
	}
	data := make([]byte, n)
	if _, err := s.file.ReadAt(data, offset+4); err != nil {
		return nil, lost
	}
	at := head{position: position, previous: hallmark.Digest(data[:32])}
	nonce, additional := at.additional()
	plain, err := s.aead.Open(data[32:32], nonce[:], data[32:], additional[:])
	if err != nil {
		return nil, lost
	}
	return plain, nil
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
