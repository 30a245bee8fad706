package journal

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"github.com/hallmark-tee/hallmark"
)

// Accept stores a signed order and its first view, once: accepting a known job
// gives what is known and false.
func (j *Journal) Accept(id hallmark.JobID, s hallmark.SignedOrder, first hallmark.Job) (known hallmark.Job, fresh bool, err error) {
	err = j.update(func(tx *bbolt.Tx) error {
		if tx.Bucket(orders).Get(id[:]) != nil {
			return get(tx, jobs, id[:], "job "+id.Short(), &known)
		}
		known, fresh = first, true
		if err := put(tx, orders, id[:], s); err != nil {
			return err
		}
		return put(tx, jobs, id[:], first)
	})
	return known, fresh, err
}

// Order gives a job's signed order.
func (j *Journal) Order(id hallmark.JobID) (s hallmark.SignedOrder, err error) {
	err = j.view(func(tx *bbolt.Tx) error { return get(tx, orders, id[:], "job "+id.Short(), &s) })
	return s, err
}

// Job gives what is known of a job.
func (j *Journal) Job(id hallmark.JobID) (job hallmark.Job, err error) {
	err = j.view(func(tx *bbolt.Tx) error { return get(tx, jobs, id[:], "job "+id.Short(), &job) })
	return job, err
}

// Jobs lists the jobs for which keep says yes, newest deadline first.
func (j *Journal) Jobs(keep func(hallmark.Job) bool) ([]hallmark.Job, error) {
	all := []hallmark.Job{}
	err := j.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(jobs).ForEach(func(k, v []byte) error {
			var job hallmark.Job
			if err := json.Unmarshal(v, &job); err != nil {
				return hallmark.Errorf(hallmark.Internal, "journal: job %x does not decode: %w", k, err)
			}
			if keep(job) {
				all = append(all, job)
			}
			return nil
		})
	})
	slices.SortFunc(all, func(a, b hallmark.Job) int {
		if a.Deadline != b.Deadline {
			if a.Deadline > b.Deadline {
				return -1
			}
			return 1
		}
		return bytes.Compare(a.ID[:], b.ID[:])
	})
	return all, err
}

// Change edits a job and records one event of it, in one transaction. A final
// state is never left: changing one is a Conflict unless the state stays.
func (j *Journal) Change(id hallmark.JobID, edit func(*hallmark.Job), e hallmark.JobEvent) (hallmark.Job, error) {
	return j.change(id, func(*bbolt.Tx) (bool, error) { return true, nil }, edit, e)
}

// ChangeOnce is Change for the line seq of a numbered source of events about
// the job: lines up to the highest seen are passed over, so that a source that
// is read again from its start is recorded once.
func (j *Journal) ChangeOnce(id hallmark.JobID, source string, seq uint64, edit func(*hallmark.Job), e hallmark.JobEvent) error {
	key := []byte("seen:" + id.String() + ":" + source)
	_, err := j.change(id, func(tx *bbolt.Tx) (bool, error) {
		if b := tx.Bucket(marks).Get(key); b != nil && binary.BigEndian.Uint64(b) >= seq {
			return false, nil
		}
		return true, tx.Bucket(marks).Put(key, number(seq))
	}, edit, e)
	return err
}

func (j *Journal) change(id hallmark.JobID, fresh func(*bbolt.Tx) (bool, error), edit func(*hallmark.Job), e hallmark.JobEvent) (hallmark.Job, error) {
	var job hallmark.Job
	err := j.update(func(tx *bbolt.Tx) error {
		if err := get(tx, jobs, id[:], "job "+id.Short(), &job); err != nil {
			return err
		}
		if is, err := fresh(tx); err != nil || !is {
			return err
		}
		before := job.State
		edit(&job)
		if before.Final() && job.State != before {
			return hallmark.Errorf(hallmark.Conflict, "job %s is %s and stays so", id.Short(), before)
		}
		e.State, e.Time = job.State, uint64(time.Now().UnixMilli())
		if err := appendEvent(tx, id, &e); err != nil {
			return err
		}
		return put(tx, jobs, id[:], job)
	})
	if err == nil {
		j.live.publish(id)
	}
	return job, err
}

func appendEvent(tx *bbolt.Tx, id hallmark.JobID, e *hallmark.JobEvent) error {
	log, err := tx.Bucket(events).CreateBucketIfNotExists(id[:])
	if err != nil {
		return err
	}
	if e.Seq, err = log.NextSequence(); err != nil {
		return err
	}
	b, err := json.Marshal(e)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "journal: encode event: %w", err)
	}
	return log.Put(number(e.Seq), b)
}

// Events gives up to limit events of a job after a sequence number.
func (j *Journal) Events(id hallmark.JobID, after uint64, limit int) ([]hallmark.JobEvent, error) {
	var out []hallmark.JobEvent
	if after == math.MaxUint64 {
		return nil, nil
	}
	err := j.view(func(tx *bbolt.Tx) error {
		log := tx.Bucket(events).Bucket(id[:])
		if log == nil {
			return nil
		}
		c := log.Cursor()
		for k, v := c.Seek(number(after + 1)); k != nil && len(out) < limit; k, v = c.Next() {
			var e hallmark.JobEvent
			if err := json.Unmarshal(v, &e); err != nil {
				return hallmark.Errorf(hallmark.Internal, "journal: event of job %s does not decode: %w", id.Short(), err)
			}
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

// Follow tells when a job has new events: a receive from the channel, or its
// close, means look again. The function ends the subscription.
func (j *Journal) Follow(id hallmark.JobID) (<-chan struct{}, func()) { return j.live.follow(id) }

// KeepCancel stores the user's signed Cancel; the first one stays.
func (j *Journal) KeepCancel(id hallmark.JobID, c hallmark.CancelRequest) error {
	return j.update(func(tx *bbolt.Tx) error {
		if tx.Bucket(cancels).Get(id[:]) != nil {
			return nil
		}
		return put(tx, cancels, id[:], c)
	})
}

// Cancel gives the stored Cancel.
func (j *Journal) Cancel(id hallmark.JobID) (c hallmark.CancelRequest, err error) {
	err = j.view(func(tx *bbolt.Tx) error { return get(tx, cancels, id[:], "a cancel of job "+id.Short(), &c) })
	return c, err
}

// KeepRecord stores the enclave's sealed record of a settlement, durable when
// it returns. Another record for the same job is a Conflict: one job, one
// settlement.
func (j *Journal) KeepRecord(id hallmark.JobID, sealed []byte) error {
	return j.update(func(tx *bbolt.Tx) error {
		if old := tx.Bucket(records).Get(id[:]); old != nil && !bytes.Equal(old, sealed) {
			return hallmark.Errorf(hallmark.Conflict, "job %s has another sealed settlement already", id.Short())
		}
		return tx.Bucket(records).Put(id[:], sealed)
	})
}

// KeepResult stores what the user gets after settlement.
func (j *Journal) KeepResult(id hallmark.JobID, r hallmark.JobResult) error {
	return j.update(func(tx *bbolt.Tx) error { return put(tx, results, id[:], r) })
}

// Result gives it back.
func (j *Journal) Result(id hallmark.JobID) (r hallmark.JobResult, err error) {
	err = j.view(func(tx *bbolt.Tx) error { return get(tx, results, id[:], "the result of job "+id.Short(), &r) })
	return r, err
}

// KeepRegistration stores evidence under the digest that receipts cite, with
// the transaction that registered it.
func (j *Journal) KeepRegistration(digest hallmark.Digest, r Registration) error {
	return j.update(func(tx *bbolt.Tx) error {
		if err := put(tx, evidence, digest[:], r); err != nil {
			return err
		}
		return put(tx, marks, []byte("registered"), digest)
	})
}

// Registration is evidence and the transaction that took it to the registry.
type Registration struct {
	Evidence hallmark.Evidence `json:"evidence"`
	Tx       hallmark.Digest   `json:"tx"`
}

// Registered gives the registration under a digest; the zero digest means the
// latest.
func (j *Journal) Registered(digest hallmark.Digest) (at hallmark.Digest, r Registration, err error) {
	err = j.view(func(tx *bbolt.Tx) error {
		at = digest
		if at.IsZero() {
			if err := get(tx, marks, []byte("registered"), "a registration", &at); err != nil {
				return err
			}
		}
		return get(tx, evidence, at[:], "evidence "+at.Short(), &r)
	})
	return at, r, err
}

// Mark stores a number under a name, such as the last block that was watched.
func (j *Journal) Mark(name string, n uint64) error {
	return j.update(func(tx *bbolt.Tx) error { return put(tx, marks, []byte("n:"+name), n) })
}

// Marked gives it back, zero when it was never set.
func (j *Journal) Marked(name string) (n uint64, err error) {
	err = j.view(func(tx *bbolt.Tx) error {
		if tx.Bucket(marks).Get([]byte("n:"+name)) == nil {
			return nil
		}
		return get(tx, marks, []byte("n:"+name), name, &n)
	})
	return n, err
}
