#!/bin/sh
# Starts LiteLLM, one worker, beside our gateway and measures both in one run.
# Bifrost would be the nearer rival, but neither its Go transport nor its binary
# can be had from a package registry.
set -eu
cd "$(dirname "$0")/../.."
venv=${LITELLM_VENV:-.hallmark/litellm}
mock=127.0.0.1:${MOCK_PORT:-48711} port=${LITELLM_PORT:-48712}
if [ ! -x "$venv/bin/litellm" ]; then
	python3 -m venv "$venv"
	"$venv/bin/pip" install -q 'litellm[proxy]==1.74.0'
fi
config=$(mktemp)
cat >"$config" <<YAML
model_list:
  - model_name: fixture
    litellm_params: {model: openai/fixture, api_base: "http://$mock/v1", api_key: none}
litellm_settings: {telemetry: false, set_verbose: false}
YAML
LITELLM_LOG=ERROR "$venv/bin/litellm" --config "$config" --host 127.0.0.1 --port "$port" >"$config.log" 2>&1 &
rival=$!
trap 'kill $rival 2>/dev/null; rm -f "$config" "$config.log"' EXIT
for _ in $(seq 120); do
	if curl -fsS "http://127.0.0.1:$port/health/liveliness" >/dev/null 2>&1; then break; fi
	kill -0 $rival 2>/dev/null || { cat "$config.log"; exit 1; }
	sleep 1
done
HALLMARK_RIVAL="http://127.0.0.1:$port" HALLMARK_RIVAL_MOCK="$mock" \
	go test -run '^$' -bench GatewayRival -benchtime "${BENCHTIME:-300x}" ./test/bench
