# Every route through OpenAI's unmodified Python client; see routes.mjs.
import base64
import json
import os
import pathlib
import sys

import openai

client = openai.OpenAI(max_retries=0)
base, image, speech, embedding = sys.argv[1:]
messages = [{"role": "user", "content": "What is a receipt?"}]


def say(name, value):
    print(json.dumps({"name": name, "value": value}))


say("models", [model.id for model in client.models.list()])

raw = client.chat.completions.with_raw_response.create(model=base, messages=messages, max_tokens=12, temperature=0, seed=1)
say("chat", {"text": raw.parse().choices[0].message.content, "receipt": raw.headers.get("hallmark-receipt")})

text, chunks = "", 0
for chunk in client.chat.completions.create(model=base, messages=messages, max_tokens=12, temperature=0, seed=1, stream=True):
    text += (chunk.choices[0].delta.content or "") if chunk.choices else ""
    chunks += 1
say("stream", {"text": text, "chunks": chunks})

say("completion", {"text": client.completions.create(model=base, prompt="A receipt is", max_tokens=8, temperature=0).choices[0].text})

vectors = client.embeddings.create(model=embedding, input=["one", "two"])
say("embeddings", {"count": len(vectors.data), "size": len(vectors.data[0].embedding)})

say("images", {"count": len(client.images.generate(model=image, prompt="a seal", n=2).data)})

heard = client.audio.transcriptions.create(model=speech, file=("speech.wav", base64.b64decode(os.environ["WAVE"])))
say("transcription", {"text": heard.text})

file = client.files.create(file=pathlib.Path(__file__).with_name("package.json"), purpose="fine-tune")
listed = file.id in [one.id for one in client.files.list()]
say("files", {"listed": listed, "deleted": client.files.delete(file.id).deleted})

try:
    client.chat.completions.create(model="no-such-model", messages=messages)
except openai.APIStatusError as error:
    say("error", {"status": error.status_code, "name": type(error).__name__, "code": error.code})
try:
    client.responses.create(model=base, input="x")
except openai.APIStatusError as error:
    say("unsupported", {"status": error.status_code})
