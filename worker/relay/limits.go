package relay

import (
	"cmp"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Limits bound what strangers may ask of this machine. Zero takes the default.
type Limits struct {
	Concurrent int     `json:"concurrent"` // exchanges at once; 4,096
	PerSecond  float64 `json:"perSecond"`  // exchanges begun per address and second, 50; negative: any number
	Burst      int     `json:"burst"`      // of them at once; 100
	Request    int64   `json:"request"`    // bytes of a sealed request; 32 MiB
	// Forwarded says that a reverse proxy stands before the worker: the address
	// is the last one of X-Forwarded-For. Without a proxy anybody could write
	// that header.
	Forwarded bool `json:"forwarded"`
}

func (l Limits) withDefaults() Limits {
	l.Concurrent = cmp.Or(l.Concurrent, 4096)
	l.PerSecond = cmp.Or(l.PerSecond, 50)
	l.Burst = cmp.Or(l.Burst, 100)
	l.Request = cmp.Or(l.Request, envelope.MaxSealed)
	return l
}

// Validate names what makes no sense.
func (l Limits) Validate() error {
	if l.Concurrent < 0 || l.Burst < 0 || l.Request < 0 {
		return hallmark.Errorf(hallmark.Invalid, "limits: concurrent, burst and request must not be negative")
	}
	return nil
}

// remembered is how many addresses are counted at once. Beyond it those that
// have their whole burst again are forgotten first.
const remembered = 1 << 16

// addresses holds one token bucket per client network. It is used under the
// relay's lock.
type addresses struct {
	limit     rate.Limit
	burst     int
	forwarded bool
	buckets   map[netip.Prefix]*rate.Limiter
}

func newAddresses(l Limits) addresses {
	return addresses{limit: rate.Limit(l.PerSecond), burst: l.Burst, forwarded: l.Forwarded, buckets: map[netip.Prefix]*rate.Limiter{}}
}

func (a *addresses) allow(r *http.Request, now time.Time) bool {
	if a.limit < 0 {
		return true
	}
	from := a.of(r)
	b := a.buckets[from]
	if b == nil {
		if len(a.buckets) >= remembered {
			a.forget(now)
		}
		b = rate.NewLimiter(a.limit, a.burst)
		a.buckets[from] = b
	}
	return b.AllowN(now, 1)
}

// forget drops full buckets, and where there are none all: an attacker with so
// many addresses is not held up by counting them.
func (a *addresses) forget(now time.Time) {
	for from, b := range a.buckets {
		if b.TokensAt(now) >= float64(a.burst) {
			delete(a.buckets, from)
		}
	}
	if len(a.buckets) >= remembered {
		clear(a.buckets)
	}
}

// of is the client's IPv4 address or IPv6 network of 64 bits, which is what
// one subscriber has. What cannot be read shares one bucket.
func (a *addresses) of(r *http.Request) netip.Prefix {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return netip.Prefix{}
	}
	if a.forwarded {
		all := r.Header.Values("X-Forwarded-For")
		if len(all) > 0 {
			hops := strings.Split(all[len(all)-1], ",")
			host = strings.TrimSpace(hops[len(hops)-1])
		}
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Prefix{}
	}
	ip = ip.Unmap().WithZone("")
	bits := 32
	if ip.Is6() {
		bits = 64
	}
	p, err := ip.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}
