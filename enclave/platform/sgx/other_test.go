//go:build !(ego && cgo)

package sgx

import (
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

func TestRefusesByName(t *testing.T) {
	p, err := Open()
	if p != nil || hallmark.KindOf(err) != hallmark.Unsupported || !strings.Contains(err.Error(), "ego") {
		t.Fatalf("got %v, %v; want a refusal that names the build", p, err)
	}
}
