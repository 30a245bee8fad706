package devchain

import (
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
)

func BenchmarkStart(b *testing.B) {
	for name, dir := range map[string]bool{"memory": false, "disk": true} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				var c Config
				if dir {
					c.Dir = b.TempDir()
				}
				n, err := Start(b.Context(), c)
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				if err := n.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}

func BenchmarkSendToReceipt(b *testing.B) {
	for name, dir := range map[string]bool{"memory": false, "disk": true} {
		b.Run(name, func(b *testing.B) {
			var c Config
			if dir {
				c.Dir = b.TempDir()
			}
			_, cl := start(b, c)
			txs := make([]*types.Transaction, b.N)
			for i := range txs {
				txs[i] = transfer(b, uint64(i))
			}
			b.ResetTimer()
			for _, tx := range txs {
				send(b, cl, tx)
			}
		})
	}
}
