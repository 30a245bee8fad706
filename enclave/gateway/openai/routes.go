package openai

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

type handler func(a *API, ctx context.Context, c Call, m Meter, out *response) error

// routes are what is implemented, by path and method.
var routes = map[string]map[string]handler{
	"/v1/models":               {http.MethodGet: (*API).listModels},
	"/v1/chat/completions":     {http.MethodPost: (*API).chat},
	"/v1/completions":          {http.MethodPost: (*API).completions},
	"/v1/embeddings":           {http.MethodPost: (*API).embeddings},
	"/v1/images/generations":   {http.MethodPost: (*API).images},
	"/v1/audio/transcriptions": {http.MethodPost: (*API).transcriptions},
}

// known are OpenAI's other routes and all that lies below them
// (platform.openai.com/docs/api-reference, November 2025).
var known = []string{
	"/v1/assistants", "/v1/audio/speech", "/v1/audio/translations", "/v1/audio/voices", "/v1/audio/voice_consents",
	"/v1/batches", "/v1/chat/completions", "/v1/chatkit", "/v1/containers", "/v1/conversations", "/v1/edits",
	"/v1/engines", "/v1/evals", "/v1/files", "/v1/fine-tunes", "/v1/fine_tuning", "/v1/images/edits", "/v1/images/variations",
	"/v1/moderations", "/v1/organization", "/v1/projects", "/v1/realtime", "/v1/responses", "/v1/skills", "/v1/threads",
	"/v1/uploads", "/v1/vector_stores", "/v1/videos",
}

func (a *API) serve(ctx context.Context, c Call, m Meter, out *response) error {
	path, _, _ := strings.Cut(c.Path, "?")
	if methods, ok := routes[path]; ok {
		if h, ok := methods[c.Method]; ok {
			return h(a, ctx, c, m, out)
		}
		if path == "/v1/chat/completions" && c.Method == http.MethodGet {
			return notImplemented(c.Method, path) // the list of stored completions
		}
		return wrongMethod(c.Method, path, methods)
	}
	if name, ok := strings.CutPrefix(path, "/v1/models/"); ok && name != "" {
		switch c.Method {
		case http.MethodGet:
			name, err := url.PathUnescape(name)
			if err != nil {
				return invalid("model", "the model's name in the path is badly escaped: write %%2F for a slash")
			}
			return a.showModel(c, name, out)
		case http.MethodDelete:
			return notImplemented(c.Method, path)
		}
		return wrongMethod(c.Method, path, map[string]handler{http.MethodGet: nil})
	}
	for _, k := range known {
		if path == k || strings.HasPrefix(path, k+"/") {
			return notImplemented(c.Method, path)
		}
	}
	return &Error{Status: http.StatusNotFound, Type: invalidRequest, Code: "unknown_url", Message: fmt.Sprintf("unknown request URL: %s %s", clip(c.Method), clip(path))}
}

func wrongMethod(method, path string, methods map[string]handler) error {
	for right := range methods {
		return &Error{Status: http.StatusMethodNotAllowed, Type: invalidRequest, Code: "method_not_allowed", Message: fmt.Sprintf("%s takes %s, not %s", clip(path), right, clip(method))}
	}
	return nil
}
