package kernel

// Memory is one large piece that the bfloat16 panels of a model lie in, one
// behind the other. The system is asked to give it huge pages: a stream of
// weights then misses the processor's table of pages less often. It may not be
// used by several goroutines at once.
type Memory struct {
	size int
	free []uint16
}

// NewMemory plans room for panels of so many numbers in all, as Room counts
// them. Nothing is allocated before the first panels are bfloat16.
func NewMemory(numbers int) *Memory { return &Memory{size: numbers} }

// Room is what the panels of a K × N matrix take of a Memory.
func Room(k, n int) int { return (n + PanelWidth - 1) / PanelWidth * PanelWidth * k }

// take gives n zeros, from elsewhere when the room is used up.
func (m *Memory) take(n int) []uint16 {
	if m != nil && m.size > 0 {
		m.free, m.size = make([]uint16, m.size), 0
		adviseHuge(m.free)
	}
	if m == nil || n > len(m.free) {
		return make([]uint16, n)
	}
	part := m.free[:n:n]
	m.free = m.free[n:]
	return part
}
