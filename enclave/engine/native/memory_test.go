package native

import (
	"runtime"
	"testing"
	"weak"

	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// TestServerLetsTheModelGo: a server works on packed weights alone, tied head
// or not, and the float32 ones are collected while it serves.
func TestServerLetsTheModelGo(t *testing.T) {
	for _, tied := range []bool{true, false} {
		c := small()
		c.Tied = tied
		var s *Server
		var weights []weak.Pointer[float32]
		func() {
			m := mustRandom(t, c, 42)
			for _, w := range [][]float32{m.embed, m.head, m.layers[0].proj[projQ].weight, m.layers[1].proj[projDown].weight} {
				weights = append(weights, weak.Make(&w[0]))
			}
			s = serve(t, m, ServeOptions{})
		}()
		runtime.GC()
		for i, w := range weights {
			if w.Value() != nil {
				t.Errorf("tied %v: weights %d are still there", tied, i)
			}
		}
		if done, err := s.Generate(t.Context(), engine.Request{Prompt: []int32{1, 2}, MaxTokens: 3}, func(engine.Token) error { return nil }); err != nil || done.Generated != 3 {
			t.Errorf("tied %v: %+v, %v", tied, done, err)
		}
	}
}
