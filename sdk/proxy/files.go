package proxy

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// file is OpenAI's file object.
type file struct {
	ID        string `json:"id"`
	Object    string `json:"object"` // "file"
	Bytes     int64  `json:"bytes"`
	CreatedAt int64  `json:"created_at"`
	ExpiresAt *int64 `json:"expires_at"`
	Filename  string `json:"filename"`
	Purpose   string `json:"purpose"`
	Status    string `json:"status"`
	Details   string `json:"status_details,omitempty"`
}

const (
	purposeTune    = "fine-tune"
	purposeResults = "fine-tune-results"
	maxUpload      = 512 << 20
	maxFormField   = 1 << 10
	maxFormFields  = 16
	maxFilename    = 255
)

// files keeps uploads on this machine, in the clear: they are the user's own,
// and leave it only encrypted, when a job is made of them.
type files struct {
	dir string
	mu  sync.Mutex // of the directory
}

// newID makes an id as OpenAI's look: a prefix and random digits.
func newID(prefix string) string {
	var b [12]byte
	rand.Read(b[:])
	return prefix + hex.EncodeToString(b[:])
}

// knownID refuses what newID does not make, before it becomes a path.
func knownID(id, prefix string) bool {
	rest, ok := strings.CutPrefix(id, prefix)
	b, err := hex.DecodeString(rest)
	return ok && err == nil && len(b) == 12 && rest == strings.ToLower(rest)
}

const filePrefix = "file-"

func (f *files) path(id string) string { return filepath.Join(f.dir, id) }

func (f *files) get(id string) (file, error) {
	var v file
	if !knownID(id, filePrefix) {
		return v, noSuch("file", id)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return v, readJSON(f.path(id)+".json", &v, noSuch("file", id))
}

func noSuch(what, id string) *problem {
	if len(id) > maxFilename {
		id = id[:maxFilename]
	}
	return &problem{status: http.StatusNotFound, Type: invalidRequest, Param: "id", Message: "no such " + what + ": " + strings.ToValidUTF8(id, "?")}
}

// readJSON reads one of the proxy's own files; missing is the error where there
// is none.
func readJSON(path string, v any, missing error) error {
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return missing
	}
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "read %s: %w", filepath.Base(path), err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		return hallmark.Errorf(hallmark.Invalid, "%s was damaged: %w", filepath.Base(path), err)
	}
	return nil
}

// saveJSON replaces a file as a whole, and syncs it.
func saveJSON(path string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode %s: %w", filepath.Base(path), err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err == nil {
		_, err = tmp.Write(append(b, '\n'))
		if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil {
			err = os.Rename(tmp.Name(), path)
		}
		if err != nil {
			err = errors.Join(err, os.Remove(tmp.Name()))
		}
	}
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// add keeps a file; it is whole or not there.
func (f *files) add(name, purpose string, body io.Reader) (file, error) {
	v := file{ID: newID(filePrefix), Object: "file", CreatedAt: time.Now().Unix(), Filename: name, Purpose: purpose, Status: "processed"}
	tmp, err := os.CreateTemp(f.dir, ".upload-*")
	if err != nil {
		return v, hallmark.Errorf(hallmark.Unavailable, "keep the file: %w", err)
	}
	v.Bytes, err = io.Copy(tmp, io.LimitReader(body, maxUpload+1))
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil && v.Bytes > maxUpload {
		err = &problem{status: http.StatusRequestEntityTooLarge, Type: invalidRequest, Param: "file", Message: "a file may have at most 512 MiB"}
	}
	if err == nil && v.Bytes == 0 {
		err = invalid("file", "the file is empty")
	}
	if err == nil {
		f.mu.Lock()
		defer f.mu.Unlock()
		if err = os.Rename(tmp.Name(), f.path(v.ID)); err == nil {
			err = saveJSON(f.path(v.ID)+".json", v)
		}
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // or it was renamed, and the next start finds it without its object
		var p *problem
		if !errors.As(err, &p) {
			err = hallmark.Errorf(hallmark.Unavailable, "keep the file: %w", err)
		}
	}
	return v, err
}

func (f *files) list() ([]file, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	paths, err := filepath.Glob(filepath.Join(f.dir, filePrefix+"*.json"))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "list the files: %w", err)
	}
	all := make([]file, 0, len(paths))
	for _, path := range paths {
		var v file
		if err := readJSON(path, &v, nil); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b file) int {
		if a.CreatedAt != b.CreatedAt {
			return int(b.CreatedAt - a.CreatedAt)
		}
		return strings.Compare(b.ID, a.ID)
	})
	return all, nil
}

// upload reads a multipart form with the fields purpose and file, in any order.
func (f *files) upload(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload+1<<20)
	v, err := f.readForm(r)
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, v)
}

func (f *files) readForm(r *http.Request) (v file, err error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "multipart/form-data" {
		return v, invalid("", "a file is uploaded as multipart/form-data with the fields purpose and file")
	}
	form, err := r.MultipartReader()
	if err != nil {
		return v, invalid("", "the multipart form cannot be read: "+err.Error())
	}
	purpose := ""
	defer func() {
		if err != nil && v.ID != "" {
			err = errors.Join(err, f.remove(v.ID))
		}
	}()
	for range maxFormFields {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return v, f.complete(&v, purpose)
		}
		if err != nil {
			return v, invalid("", "the multipart form cannot be read: "+err.Error())
		}
		switch part.FormName() {
		case "file":
			if v.ID != "" {
				return v, invalid("file", "one file at a time")
			}
			if v, err = f.add(filename(part.FileName()), purposeTune, part); err != nil {
				return v, err
			}
		case "purpose":
			b, err := io.ReadAll(io.LimitReader(part, maxFormField))
			if err != nil {
				return v, invalid("purpose", "the field purpose cannot be read")
			}
			purpose = string(b)
		}
	}
	return v, invalid("", "too many fields in the form")
}

// complete requires what OpenAI requires of an upload.
func (f *files) complete(v *file, purpose string) error {
	switch {
	case purpose == "":
		return invalid("purpose", "the field purpose is missing")
	case purpose != purposeTune:
		return invalid("purpose", "the purpose must be fine-tune: this proxy keeps files for fine-tuning jobs only")
	case v.ID == "":
		return invalid("file", "the field file is missing")
	}
	return nil
}

// filename is what a client calls a file, for people only.
func filename(s string) string {
	s = strings.ToValidUTF8(filepath.Base(s), "?")
	if len(s) > maxFilename {
		s = s[:maxFilename]
	}
	if s == "." || s == "/" || s == "" {
		return "file"
	}
	return s
}

func (f *files) remove(id string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := errors.Join(os.Remove(f.path(id)+".json"), os.Remove(f.path(id))); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "delete the file: %w", err)
	}
	return nil
}

func (f *files) routes(mux *http.ServeMux) {
	mux.HandleFunc("POST /v1/files", f.upload)
	mux.HandleFunc("GET /v1/files", func(w http.ResponseWriter, r *http.Request) {
		all, err := f.list()
		if err != nil {
			writeProblem(w, err)
			return
		}
		if p := r.URL.Query().Get("purpose"); p != "" {
			all = slices.DeleteFunc(all, func(v file) bool { return v.Purpose != p })
		}
		if r.URL.Query().Get("order") == "asc" {
			slices.Reverse(all)
		}
		writePage(w, r, all, 10_000, func(v file) string { return v.ID })
	})
	mux.HandleFunc("GET /v1/files/{id}", func(w http.ResponseWriter, r *http.Request) {
		v, err := f.get(r.PathValue("id"))
		if err != nil {
			writeProblem(w, err)
			return
		}
		writeJSON(w, v)
	})
	mux.HandleFunc("GET /v1/files/{id}/content", func(w http.ResponseWriter, r *http.Request) {
		v, err := f.get(r.PathValue("id"))
		if err != nil {
			writeProblem(w, err)
			return
		}
		w.Header().Set("Content-Type", "application/octet-stream")
		http.ServeFile(w, r, f.path(v.ID))
	})
	mux.HandleFunc("DELETE /v1/files/{id}", func(w http.ResponseWriter, r *http.Request) {
		v, err := f.get(r.PathValue("id"))
		if err == nil {
			err = f.remove(v.ID)
		}
		if err != nil {
			writeProblem(w, err)
			return
		}
		writeJSON(w, map[string]any{"id": v.ID, "object": "file", "deleted": true})
	})
}

// page is OpenAI's form of a list.
type page[T any] struct {
	Object  string  `json:"object"` // "list"
	Data    []T     `json:"data"`
	FirstID *string `json:"first_id"`
	LastID  *string `json:"last_id"`
	HasMore bool    `json:"has_more"`
}

// writePage answers ?limit= and ?after=.
func writePage[T any](w http.ResponseWriter, r *http.Request, all []T, limit int, id func(T) string) {
	q := r.URL.Query()
	if s := q.Get("limit"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 10_000 {
			writeProblem(w, invalid("limit", "limit must be a number from 1 to 10000"))
			return
		}
		limit = n
	}
	if after := q.Get("after"); after != "" {
		i := slices.IndexFunc(all, func(v T) bool { return id(v) == after })
		if i < 0 {
			writeProblem(w, invalid("after", "nothing with this id is in the list"))
			return
		}
		all = all[i+1:]
	}
	p := page[T]{Object: "list", Data: append([]T{}, all[:min(limit, len(all))]...), HasMore: len(all) > limit}
	if n := len(p.Data); n > 0 {
		first, last := id(p.Data[0]), id(p.Data[n-1])
		p.FirstID, p.LastID = &first, &last
	}
	writeJSON(w, p)
}
