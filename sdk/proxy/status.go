package proxy

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk/inference"
)

//go:embed status.html
var statusHTML string

var statusPage = template.Must(template.New("status").Funcs(template.FuncMap{
	"coins": func(a hallmark.Amount) string { return a.Coins() },
}).Parse(statusHTML))

func (p *Proxy) status(w http.ResponseWriter, _ *http.Request) {
	var page bytes.Buffer
	if err := statusPage.Execute(&page, p.cfg.Session.Status()); err != nil {
		writeProblem(w, hallmark.Errorf(hallmark.Internal, "status page: %w", err))
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	_, _ = w.Write(page.Bytes())
}

func (p *Proxy) statusJSON(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, p.cfg.Session.Status())
}

func writeJSON(w http.ResponseWriter, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		writeProblem(w, hallmark.Errorf(hallmark.Internal, "encode: %w", err))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(append(b, '\n'))
}

const (
	receiptsPage    = 100
	receiptsAtMost  = 1000
	receiptsArchive = "receipts.jsonl"
)

// receiptList is OpenAI's form of a list.
type receiptList struct {
	Object  string                 `json:"object"` // "list"
	Data    []hallmark.SignedUsage `json:"data"`   // newest first
	HasMore bool                   `json:"has_more"`
}

// listReceipts gives the newest receipts: ?limit=, and ?after= the id of the
// last one of the page before.
func (p *Proxy) listReceipts(w http.ResponseWriter, r *http.Request) {
	all, err := inference.ReadReceipts(filepath.Join(p.cfg.Dir, receiptsArchive))
	if err != nil && hallmark.KindOf(err) != hallmark.NotFound {
		writeProblem(w, err)
		return
	}
	slices.Reverse(all)
	q := r.URL.Query()
	limit := receiptsPage
	if s := q.Get("limit"); s != "" {
		if limit, err = strconv.Atoi(s); err != nil || limit < 1 || limit > receiptsAtMost {
			writeProblem(w, invalid("limit", "limit must be a number from 1 to 1000"))
			return
		}
	}
	if s := q.Get("after"); s != "" {
		i := slices.IndexFunc(all, func(u hallmark.SignedUsage) bool { return u.Receipt.ID.String() == s })
		if i < 0 {
			writeProblem(w, invalid("after", "there is no receipt with this id"))
			return
		}
		all = all[i+1:]
	}
	list := receiptList{Object: "list", Data: all, HasMore: len(all) > limit}
	list.Data = append([]hallmark.SignedUsage{}, all[:min(limit, len(all))]...)
	writeJSON(w, list)
}

func (p *Proxy) showReceipt(w http.ResponseWriter, r *http.Request) {
	all, err := inference.ReadReceipts(filepath.Join(p.cfg.Dir, receiptsArchive))
	if err != nil && hallmark.KindOf(err) != hallmark.NotFound {
		writeProblem(w, err)
		return
	}
	for _, u := range all {
		if u.Receipt.ID.String() == r.PathValue("id") {
			writeJSON(w, u)
			return
		}
	}
	writeProblem(w, hallmark.Errorf(hallmark.NotFound, "no receipt with this id is kept here"))
}
