// Every route through OpenAI's unmodified npm client. The base URL comes from the environment; the answers go to
// standard output, a line of JSON each.
import fs from 'node:fs'
import OpenAI, { toFile } from 'openai'

const client = new OpenAI({ maxRetries: 0 })
const [base, image, speech, embedding] = process.argv.slice(2)
const messages = [{ role: 'user', content: 'What is a receipt?' }]
const say = (name, value) => console.log(JSON.stringify({ name, value }))

const models = []
for await (const model of client.models.list()) models.push(model.id)
say('models', models)

const { data: whole, response } = await client.chat.completions
  .create({ model: base, messages, max_tokens: 12, temperature: 0, seed: 1 })
  .withResponse()
say('chat', { text: whole.choices[0].message.content, usage: whole.usage, receipt: response.headers.get('hallmark-receipt') })

let text = ''
let chunks = 0
for await (const chunk of await client.chat.completions.create({ model: base, messages, max_tokens: 12, temperature: 0, seed: 1, stream: true })) {
  text += chunk.choices[0]?.delta?.content ?? ''
  chunks++
}
say('stream', { text, chunks })

const completion = await client.completions.create({ model: base, prompt: 'A receipt is', max_tokens: 8, temperature: 0 })
say('completion', { text: completion.choices[0].text })

const vectors = await client.embeddings.create({ model: embedding, input: ['one', 'two'] })
say('embeddings', { count: vectors.data.length, size: vectors.data[0].embedding.length })

const pictures = await client.images.generate({ model: image, prompt: 'a seal', n: 2 })
say('images', { count: pictures.data.length, bytes: pictures.data[0].b64_json?.length ?? 0 })

const heard = await client.audio.transcriptions.create({ model: speech, file: await toFile(Buffer.from(process.env.WAVE, 'base64'), 'speech.wav') })
say('transcription', { text: heard.text })

const file = await client.files.create({ file: fs.createReadStream(new URL('package.json', import.meta.url)), purpose: 'fine-tune' })
const listed = []
for await (const one of client.files.list()) listed.push(one.id)
say('files', { listed: listed.includes(file.id), deleted: (await client.files.delete(file.id)).deleted })

try {
  await client.chat.completions.create({ model: 'no-such-model', messages })
} catch (error) {
  say('error', { status: error.status, name: error.constructor.name, code: error.code })
}
try {
  await client.responses.create({ model: base, input: 'x' })
} catch (error) {
  say('unsupported', { status: error.status })
}
