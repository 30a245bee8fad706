package native

import "math"

// Rope is a scaling of the rotary frequencies as transformers'
// modeling_rope_utils defines it. The zero value scales nothing.
type Rope struct {
	Type      string  // "", "linear" or "llama3"
	Factor    float64 // frequencies are divided by it
	Low, High float64 // llama3: low_freq_factor and high_freq_factor
	Original  int     // llama3: original_max_position_embeddings
}

func (r Rope) validate() error {
	switch {
	case r == Rope{}:
		return nil
	case r.Type != "linear" && r.Type != "llama3":
		return unsupported("config.json: rope_scaling of rope_type %q; use default, linear or llama3", r.Type)
	case !(r.Factor >= 1 && r.Factor <= 1e6):
		return invalid("config.json: rope_scaling factor is %v, must be 1 to 1e6", r.Factor)
	case r.Type == "linear":
		return nil
	case !(r.Low > 0 && r.High > r.Low && r.High <= 1e6):
		return invalid("config.json: rope_scaling low_freq_factor %v and high_freq_factor %v must be above 0 and ascend", r.Low, r.High)
	case r.Original < 1 || r.Original > 1<<30:
		return invalid("config.json: rope_scaling original_max_position_embeddings is %d", r.Original)
	}
	return nil
}

// fields are the entries of rope_scaling, nil if there is none.
func (r Rope) fields() map[string]any {
	switch r.Type {
	case "linear":
		return map[string]any{"rope_type": r.Type, "factor": r.Factor}
	case "llama3":
		return map[string]any{
			"rope_type": r.Type, "factor": r.Factor, "low_freq_factor": r.Low, "high_freq_factor": r.High, "original_max_position_embeddings": r.Original,
		}
	}
	return nil
}

// parseRope reads both spellings: rope_theta beside rope_scaling, and
// rope_parameters with the theta inside. Where a file has both they must agree.
func parseRope(w wireConfig) (theta float64, r Rope, err error) {
	theta = 10000
	old, _, err := readRope("rope_scaling", w.RopeScaling)
	if err != nil {
		return 0, Rope{}, err
	}
	r, inside, err := readRope("rope_parameters", w.RopeParams)
	if err != nil {
		return 0, Rope{}, err
	}
	if inside != 0 {
		theta = inside
	}
	if w.RopeTheta != nil {
		if inside != 0 && inside != *w.RopeTheta {
			return 0, Rope{}, invalid("config.json: rope_theta is %v, in rope_parameters %v", *w.RopeTheta, inside)
		}
		theta = *w.RopeTheta
	}
	if w.RopeScaling != nil && w.RopeParams != nil && old != r {
		return 0, Rope{}, invalid("config.json: rope_scaling and rope_parameters disagree")
	}
	if w.RopeScaling != nil {
		r = old
	}
	return theta, r, r.validate()
}

// readRope reads one spelling; entries it does not know are refused by name.
func readRope(field string, entries map[string]any) (r Rope, theta float64, err error) {
	for _, key := range []string{"type", "rope_type"} { // the later name wins, as in transformers
		switch v := entries[key].(type) {
		case nil:
		case string:
			r.Type = v
		default:
			return Rope{}, 0, invalid("config.json: %s %s is %v", field, key, v)
		}
	}
	if r.Type != "" && r.Type != "default" && r.Type != "linear" && r.Type != "llama3" {
		return Rope{}, 0, unsupported("config.json: %s of rope_type %q; use default, linear or llama3", field, r.Type)
	}
	own := map[string]*float64{"rope_theta": &theta}
	var original float64
	switch r.Type {
	case "llama3":
		own["low_freq_factor"], own["high_freq_factor"], own["original_max_position_embeddings"] = &r.Low, &r.High, &original
		fallthrough
	case "linear":
		own["factor"] = &r.Factor
	case "default":
		r.Type = ""
	}
	for key, v := range entries {
		if key == "type" || key == "rope_type" || v == nil {
			continue
		}
		to := own[key]
		if to == nil {
			if key == "partial_rotary_factor" && v == 1.0 {
				continue
			}
			return Rope{}, 0, unsupported("config.json: %s %s = %v", field, key, v)
		}
		number, ok := v.(float64)
		if !ok {
			return Rope{}, 0, invalid("config.json: %s %s is %v, must be a number", field, key, v)
		}
		*to = number
	}
	if original != math.Trunc(original) || original > 1<<30 || original < 0 {
		return Rope{}, 0, invalid("config.json: %s original_max_position_embeddings is %v", field, original)
	}
	r.Original = int(original)
	return r, theta, nil
}

// scale gives the frequency that the model turns by instead of f.
func (r Rope) scale(f float64) float64 {
	switch r.Type {
	case "linear":
		return f / r.Factor
	case "llama3":
		wavelength := float64(2*math.Pi) / f
		switch {
		case wavelength < float64(r.Original)/r.High:
			return f
		case wavelength > float64(r.Original)/r.Low:
			return f / r.Factor
		}
		smooth := (float64(r.Original)/wavelength - r.Low) / (r.High - r.Low)
		return float64((1-smooth)*f)/r.Factor + float64(smooth*f)
	}
	return f
}
