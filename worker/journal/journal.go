package journal

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"

	"github.com/hallmark-tee/hallmark"
)

// The buckets. Events hold a bucket per job.
var (
	orders    = []byte("orders")
	jobs      = []byte("jobs")
	events    = []byte("events")
	cancels   = []byte("cancels")
	records   = []byte("records")
	results   = []byte("results")
	evidence  = []byte("evidence")
	marks     = []byte("marks")
	outgoing  = []byte("outbox")
	nonces    = []byte("nonces")    // nonce to purpose
	batches   = []byte("batches")   // signer and number to BatchRow
	unsettled = []byte("unsettled") // those of them that are not settled
	billed    = []byte("billed")    // user and order of closing to the key of the batch
	channels  = []byte("channels")  // user to ChannelRow
)

// lockWait is how long Open waits for another worker to let go of the file.
const lockWait = 3 * time.Second

// Journal is one worker's file. It may be used from many goroutines.
type Journal struct {
	db   *bbolt.DB
	live *feed
}

// Open opens or makes the journal in a directory. Conflict: another worker
// holds it.
func Open(dir string) (*Journal, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "journal: %w", err)
	}
	path := filepath.Join(dir, "journal.db")
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait})
	if errors.Is(err, bbolt.ErrTimeout) {
		return nil, hallmark.Errorf(hallmark.Conflict, "journal %s is held by another worker; stop it first", path)
	}
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "journal %s: %w", path, err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, b := range [][]byte{orders, jobs, events, cancels, records, results, evidence, marks, outgoing, nonces, batches, unsettled, billed, channels} {
			if _, err := tx.CreateBucketIfNotExists(b); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(hallmark.Errorf(hallmark.Unavailable, "journal %s: %w", path, err), db.Close())
	}
	return &Journal{db: db, live: newFeed()}, nil
}

// Close ends the journal and every subscription.
func (j *Journal) Close() error {
	j.live.close()
	return j.db.Close()
}

// put writes a value as JSON under a key.
func put(tx *bbolt.Tx, bucket, key []byte, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "journal: encode %T: %w", v, err)
	}
	return tx.Bucket(bucket).Put(key, b)
}

// get reads a value; NotFound names what is missing.
func get(tx *bbolt.Tx, bucket, key []byte, what string, v any) error {
	b := tx.Bucket(bucket).Get(key)
	if b == nil {
		return hallmark.Errorf(hallmark.NotFound, "%s is not in the journal", what)
	}
	if err := json.Unmarshal(b, v); err != nil {
		return hallmark.Errorf(hallmark.Internal, "journal: %s does not decode: %w", what, err)
	}
	return nil
}

func (j *Journal) update(f func(*bbolt.Tx) error) error { return known(j.db.Update(f)) }

func (j *Journal) view(f func(*bbolt.Tx) error) error { return known(j.db.View(f)) }

// known gives errors of the file itself, such as one that is closed, a kind.
func known(err error) error {
	var own *hallmark.Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	return hallmark.Errorf(hallmark.Unavailable, "journal: %w", err)
}

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
