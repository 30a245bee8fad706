package openai_test

import "errors"

var errTest = errors.New("a secret of the engine")
