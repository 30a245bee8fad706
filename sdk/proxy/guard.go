package proxy

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// CheckListen refuses an address that other machines reach, unless remote is
// set. Without a port it is not one.
func CheckListen(address string, remote bool) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return hallmark.Errorf(hallmark.Invalid, "--listen %q is not an address such as 127.0.0.1:8080", address)
	}
	if !remote && !loopback(host) {
		return hallmark.Errorf(hallmark.Forbidden, "--listen %s: whoever reaches this address spends your money and reads your answers; give --allow-remote and --token-fd if you mean it", address)
	}
	return nil
}

func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// guard lets in whom the proxy is for: programs of this machine, not web pages
// that a browser of this machine shows. A page can send requests to localhost,
// and by DNS rebinding with a name of its own; both show in the headers.
func (p *Proxy) guard(next http.Handler) http.Handler {
	want := sha256.Sum256([]byte("Bearer " + p.cfg.Token))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		switch {
		case !p.cfg.AllowRemote && !loopback(hostOf(r.Host)):
			writeProblem(w, &problem{status: http.StatusForbidden, Type: invalidRequest, Code: "forbidden_host", Message: "this proxy answers to localhost only, not to the name in the Host header"})
			return
		case foreignPage(r):
			writeProblem(w, &problem{status: http.StatusForbidden, Type: invalidRequest, Code: "forbidden_origin", Message: "this proxy does not answer web pages of other sites"})
			return
		}
		// A browser of this machine may see the page without the token.
		if p.cfg.Token != "" && (r.URL.Path != "/" || p.cfg.AllowRemote) {
			got := sha256.Sum256([]byte(r.Header.Get("Authorization")))
			if subtle.ConstantTimeCompare(got[:], want[:]) != 1 {
				writeProblem(w, &problem{status: http.StatusUnauthorized, Type: "authentication_error", Code: "invalid_api_key", Message: "this proxy wants the token it was started with as API key"})
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func hostOf(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	return host
}

// foreignPage reports whether a browser says that a page of another site sent
// the request. Other clients send neither header.
func foreignPage(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return true
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || u.Host != r.Host
}
