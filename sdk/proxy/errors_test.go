package proxy_test

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/inference/inferencetest"
	"github.com/hallmark-tee/hallmark/sdk/proxy"
)

// TestWhyARequestWasRefused: an application hears it in OpenAI's form, with what
// to do about it, and its client repeats only what was not served.
func TestWhyARequestWasRefused(t *testing.T) {
	job := hallmark.JobID{1}
	refuse := func(err error) func(*inferencetest.Enclave, *inference.Config) {
		return func(e *inferencetest.Enclave, _ *inference.Config) {
			e.Carry = func([]byte, func([]byte) (io.ReadCloser, error)) (io.ReadCloser, error) { return nil, err }
		}
	}
	const quota = "insufficient_quota"
	for name, c := range map[string]struct {
		set          func(*inferencetest.Enclave, *inference.Config)
		model        string
		status       int
		kind, code   string
		says, repeat string
	}{
		"the cap is reached": {func(_ *inferencetest.Enclave, c *inference.Config) { c.Cap = hallmark.NewAmount(0) }, "base",
			402, quota, quota, "raise --cap", "false"},
		"the deposit is spent": {func(e *inferencetest.Enclave, _ *inference.Config) { e.Funds.Deposited = hallmark.NewAmount(0) }, "base",
			402, quota, quota, "hallmark channel deposit", "false"},
		"the deposit is leaving": {func(e *inferencetest.Enclave, _ *inference.Config) { e.Funds.Leaving = e.Funds.Deposited }, "base",
			402, quota, quota, "hallmark channel deposit", "false"},
		"the enclave's ceiling": {refuse(hallmark.Errorf(hallmark.Exhausted, "worker: ceiling: 5 of 5 is metered")), "base",
			402, quota, quota, "ceiling", "false"},
		"no room": {refuse(&sdk.Busy{After: "3", Cause: hallmark.Errorf(hallmark.Exhausted, "worker: too many requests")}), "base",
			429, "rate_limit_error", "rate_limit_exceeded", "too many requests", "true"},
		"draining": {refuse(&sdk.Busy{After: "3", Cause: hallmark.Errorf(hallmark.Unavailable, "worker: draining")}), "base",
			429, "rate_limit_error", "rate_limit_exceeded", "draining", "true"},
		"too large": {refuse(hallmark.Errorf(hallmark.Exhausted, "worker: a request has at most 9 bytes")), "base",
			413, "invalid_request_error", "exhausted", "at most", "false"},
		"nobody there": {refuse(hallmark.Errorf(hallmark.Unavailable, "worker: no answer")), "base",
			503, "server_error", "unavailable", "no answer", "false"},
		"another user's model": {func(e *inferencetest.Enclave, _ *inference.Config) {
			e.Tuned[job], e.Owners[job] = inference.FineTuned{Adapter: hallmark.Digest{5}}, hallmark.Address{9}
		}, "ft:" + job.String(),
			403, "permission_error", "model_forbidden", "--grant", "false"},
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, func(ic *inference.Config, _ *proxy.Config) {
				c.set(ic.Provider.(*inferencetest.Enclave), ic)
			})
			for _, stream := range []string{"", `,"stream":true`} {
				status, body, h := r.chat(t, `{"model":"`+c.model+`"`+stream+`}`)
				var got struct {
					Error struct{ Message, Type, Code string }
				}
				if err := json.Unmarshal([]byte(body), &got); err != nil {
					t.Fatalf("%q: %v", body, err)
				}
				e := got.Error
				if status != c.status || e.Type != c.kind || e.Code != c.code || !strings.Contains(e.Message, c.says) || h.Get("X-Should-Retry") != c.repeat {
					t.Errorf("%d %+v, X-Should-Retry %s", status, e, h.Get("X-Should-Retry"))
				}
				if after := h.Get("Retry-After"); (after == "3") != (c.status == 429) {
					t.Errorf("Retry-After %q", after)
				}
			}
			if st := r.session.Status(); st.Stopped != "" || st.Receipts != 0 {
				t.Errorf("%+v", st)
			}
		})
	}
}
