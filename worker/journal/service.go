package journal

import (
	"go.etcd.io/bbolt"

	"github.com/hallmark-tee/hallmark"
)

// KeepService stores the newest signed service record. Conflict: one of the
// same or a higher revision is kept, which
// would be two prices under one number.
func (j *Journal) KeepService(s hallmark.SignedService) error {
	return j.update(func(tx *bbolt.Tx) error {
		if tx.Bucket(marks).Get(serviceMark) != nil {
			var old hallmark.SignedService
			if err := get(tx, marks, serviceMark, "the service record", &old); err != nil {
				return err
			}
			if old.Record.Revision >= s.Record.Revision {
				return hallmark.Errorf(hallmark.Conflict, "service record %d is kept already, this is %d", old.Record.Revision, s.Record.Revision)
			}
		}
		return put(tx, marks, serviceMark, s)
	})
}

// Service gives the newest service record; NotFound before the first.
func (j *Journal) Service() (s hallmark.SignedService, err error) {
	err = j.view(func(tx *bbolt.Tx) error { return get(tx, marks, serviceMark, "a service record", &s) })
	return s, err
}

var serviceMark = []byte("service")
