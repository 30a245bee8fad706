package journal

import (
	"encoding/json"

	"go.etcd.io/bbolt"

	"github.com/hallmark-tee/hallmark"
)

// ChannelRow is what the chain said last of one user's channel.
type ChannelRow struct {
	User       hallmark.Address `json:"user"`
	Block      uint64           `json:"block"` // of its last event that was seen
	Epoch      uint64           `json:"epoch"`
	Deposited  hallmark.Amount  `json:"deposited"`
	Claimed    hallmark.Amount  `json:"claimed"`
	PendingOut hallmark.Amount  `json:"pendingOut"`
	UnlockAt   uint64           `json:"unlockAt"`   // chain time at which PendingOut may leave; 0: nothing pending
	RevokeAt   uint64           `json:"revokeAt"`   // chain time at which the epoch ends; 0: it does not
	Accepted   uint64           `json:"accepted"`   // version of the service that may claim without vouchers
	SessionKey hallmark.Address `json:"sessionKey"` // that signs vouchers beside the user; zero: none
}

// Leaving reports whether an exit or the end of the epoch is pending.
func (r ChannelRow) Leaving() bool { return r.UnlockAt != 0 || r.RevokeAt != 0 }

// KeepChannels writes channels.
func (j *Journal) KeepChannels(rows []ChannelRow) error {
	if len(rows) == 0 {
		return nil
	}
	return j.update(func(tx *bbolt.Tx) error {
		for _, r := range rows {
			if err := put(tx, channels, r.User[:], r); err != nil {
				return err
			}
		}
		return nil
	})
}

// Channels lists the channels that users ever had with the provider.
func (j *Journal) Channels() (out []ChannelRow, err error) {
	err = j.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(channels).ForEach(func(k, v []byte) error {
			var r ChannelRow
			if err := json.Unmarshal(v, &r); err != nil {
				return hallmark.Errorf(hallmark.Internal, "journal: channel %x does not decode: %w", k, err)
			}
			out = append(out, r)
			return nil
		})
	})
	return out, err
}
