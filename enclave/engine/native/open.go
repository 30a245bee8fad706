package native

import (
	"io/fs"

	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// OpenServer loads a model directory and serves it. cacheBytes bounds the
// memory of the keys and values of running texts; 0: room for four whole
// contexts. It holds one whole context at least.
func OpenServer(base fs.FS, workers int, cacheBytes int64) (engine.Server, error) {
	m, err := Load(base)
	if err != nil {
		return nil, err
	}
	o := ServeOptions{Workers: workers}
	if cacheBytes > 0 {
		c := m.Config
		perToken := int64(c.Layers) * int64(c.KVHeads) * 2 * int64(c.HeadDim) * 4
		o.CacheTokens = max(int(cacheBytes/perToken), min(c.Context, 8192))
	}
	return NewServer(m, o)
}
