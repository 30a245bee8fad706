package api

import (
	"io"
	"net/http"
	"path"

	"github.com/hallmark-tee/hallmark"
)

// modelFile serves a file of a base model, so that a user can count tokens and
// open an adapter. Only files that the model's digest lists are served, and the
// user checks each against it.
func (s *Server) modelFile(w http.ResponseWriter, r *http.Request) {
	in, err := s.openModelFile(r)
	if err != nil {
		s.answer(w, r, nil, err)
		return
	}
	defer in.Close()
	w.Header().Set("Content-Type", "application/octet-stream")
	if _, err := io.Copy(w, in); err != nil {
		s.Log.Debug("client went away", "path", r.URL.Path, "error", err)
	}
}

func (s *Server) openModelFile(r *http.Request) (io.ReadCloser, error) {
	digest, err := hallmark.ParseDigest(r.PathValue("digest"))
	if err != nil {
		return nil, err
	}
	info, err := s.Enclave.Info(r.Context())
	if err != nil {
		return nil, err
	}
	for _, m := range info.Models {
		for _, f := range m.Files {
			if m.Digest != digest || f.Path != r.PathValue("path") {
				continue
			}
			in, err := s.Models.Open(path.Join(m.Name, f.Path))
			if err != nil {
				return nil, hallmark.Errorf(hallmark.NotFound, "the worker's copy of model %s: %w", m.Name, err)
			}
			return in, nil
		}
	}
	return nil, hallmark.Errorf(hallmark.NotFound, "no such file of a base model here; see GET /v1/models")
}
