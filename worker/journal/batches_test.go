package journal_test

import (
	"reflect"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/worker/journal"
)

// batch is the batch n of a signer over some users.
func batch(signer byte, n uint64, users ...byte) hallmark.Batch {
	b := hallmark.Batch{Number: n, Signer: hallmark.Address{signer}, Root: hallmark.Digest{signer, byte(n)}}
	for _, u := range users {
		b.Items = append(b.Items, hallmark.ClaimItem{User: hallmark.Address{u}, Total: hallmark.NewAmount(n)})
		b.Invoices = append(b.Invoices, hallmark.UsageInvoice{Batch: n, User: hallmark.Address{u}, Signer: hallmark.Address{signer}})
	}
	return b
}

func keep(t *testing.T, j *journal.Journal, b hallmark.Batch) {
	t.Helper()
	if _, err := j.KeepBatch(b, hallmark.Digest{}); err != nil {
		t.Fatal(err)
	}
}

// numbers are those of rows, with their signers.
func numbers(rows []journal.BatchRow, err error) (out [][2]uint64) {
	if err != nil {
		panic(err)
	}
	for _, r := range rows {
		out = append(out, [2]uint64{uint64(r.Batch.Signer[0]), r.Batch.Number})
	}
	return out
}

func TestABatchIsKeptOnce(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	keep(t, j, batch(1, 1, 7))
	if _, err := j.ChangeBatch(hallmark.Address{1}, 1, func(r *journal.BatchRow) { r.Claims = []journal.Claim{{Purpose: "p"}} }); err != nil {
		t.Fatal(err)
	}
	if row, err := j.KeepBatch(batch(1, 1, 7), hallmark.Digest{}); err != nil || len(row.Claims) != 1 {
		t.Errorf("closing again forgets the claim: %+v, %v", row, err)
	}
	other := batch(1, 1, 8)
	other.Root[5] = 1
	_, err := j.KeepBatch(other, hallmark.Digest{})
	wantKind(t, err, hallmark.Conflict)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if row, err := open(t, dir).Batch(hallmark.Address{1}, 1); err != nil || len(row.Claims) != 1 || row.Batch.Root != batch(1, 1).Root {
		t.Errorf("%+v, %v after a restart", row, err)
	}
}

func TestLastBatchIsPerSigner(t *testing.T) {
	j := fresh(t)
	for _, b := range []hallmark.Batch{batch(1, 1), batch(1, 2), batch(3, 1)} {
		keep(t, j, b)
	}
	for signer, want := range map[byte]uint64{0: 0, 1: 2, 2: 0, 3: 1, 4: 0} {
		if n, err := j.LastBatch(hallmark.Address{signer}); err != nil || n != want {
			t.Errorf("signer %d: %d, %v, want %d", signer, n, err, want)
		}
	}
}

func TestUnsettledUntilPublishedAndClaimedWhole(t *testing.T) {
	j := fresh(t)
	keep(t, j, batch(1, 1, 7, 8))
	change := func(n uint64, f func(*journal.BatchRow)) {
		t.Helper()
		if _, err := j.ChangeBatch(hallmark.Address{1}, n, f); err != nil {
			t.Fatal(err)
		}
	}
	want := func(what string, want ...[2]uint64) {
		t.Helper()
		if got := numbers(j.Unsettled()); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: unsettled are %v, want %v", what, got, want)
		}
	}
	one, two := [2]uint64{1, 1}, [2]uint64{1, 2}
	want("closed", one)
	change(1, func(r *journal.BatchRow) { r.Done = true })
	want("claimed", one)
	change(1, func(r *journal.BatchRow) { r.Traces.Root = hallmark.Digest{1} })
	want("published")
	change(1, func(r *journal.BatchRow) { r.Short = r.Batch.Items })
	want("short", one)
	keep(t, j, batch(1, 2, 7))
	want("half of it asked for again", one, two)
	if row, err := j.Batch(hallmark.Address{1}, 1); err != nil || len(row.Short) != 1 || row.Short[0].User != (hallmark.Address{8}) {
		t.Errorf("%+v, %v", row.Short, err)
	}
	keep(t, j, batch(2, 1, 8)) // another signer's totals replace nothing
	want("another signer", one, two, [2]uint64{2, 1})
	keep(t, j, batch(1, 3, 8))
	want("all of it asked for again", two, [2]uint64{1, 3}, [2]uint64{2, 1})
}

func TestBilledIsNewestFirst(t *testing.T) {
	j := fresh(t)
	for _, b := range []hallmark.Batch{batch(9, 1, 7), batch(9, 2, 7, 8), batch(1, 1, 6, 7), batch(1, 2, 8)} {
		keep(t, j, b)
	}
	for name, c := range map[string]struct {
		user        byte
		skip, limit int
		want        [][2]uint64
	}{
		"all":            {7, 0, 9, [][2]uint64{{1, 1}, {9, 2}, {9, 1}}},
		"a page":         {7, 1, 1, [][2]uint64{{9, 2}}},
		"past the end":   {7, 3, 9, nil},
		"the last user":  {8, 0, 9, [][2]uint64{{1, 2}, {9, 2}}},
		"the first user": {6, 0, 9, [][2]uint64{{1, 1}}},
		"nobody":         {5, 0, 9, nil},
	} {
		if got := numbers(j.Billed(hallmark.Address{c.user}, c.skip, c.limit)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestServiceRevisionsOnlyRise(t *testing.T) {
	j := fresh(t)
	_, err := j.Service()
	wantKind(t, err, hallmark.NotFound)
	for _, revision := range []uint64{1, 2, 5} {
		if err := j.KeepService(hallmark.SignedService{Record: hallmark.ServiceRecord{Revision: revision}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, revision := range []uint64{5, 4} {
		wantKind(t, j.KeepService(hallmark.SignedService{Record: hallmark.ServiceRecord{Revision: revision, Rate: 1}}), hallmark.Conflict)
	}
	if s, err := j.Service(); err != nil || s.Record.Revision != 5 || s.Record.Rate != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestChannelsAreReplacedByUser(t *testing.T) {
	j := fresh(t)
	a, b := journal.ChannelRow{User: hallmark.Address{1}, Epoch: 1}, journal.ChannelRow{User: hallmark.Address{2}}
	if err := j.KeepChannels([]journal.ChannelRow{a, b}); err != nil {
		t.Fatal(err)
	}
	a.Epoch, a.RevokeAt = 2, 9
	if err := j.KeepChannels([]journal.ChannelRow{a}); err != nil {
		t.Fatal(err)
	}
	if got, err := j.Channels(); err != nil || !reflect.DeepEqual(got, []journal.ChannelRow{a, b}) || !got[0].Leaving() || got[1].Leaving() {
		t.Errorf("%+v, %v", got, err)
	}
}
