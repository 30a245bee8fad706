// A fine-tuning script as it is written for OpenAI: it reads its base URL and key from the environment, as OpenAI's
// client does by itself, and knows nothing of Hallmark.
import fs from 'node:fs'
import OpenAI from 'openai'

const client = new OpenAI()

const file = await client.files.create({ file: fs.createReadStream(process.argv[2]), purpose: 'fine-tune' })
let job = await client.fineTuning.jobs.create({
  model: 'gpt-4o-mini-2024-07-18',
  training_file: file.id,
  suffix: 'support',
  method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 1, batch_size: 'auto', learning_rate_multiplier: 'auto' } } },
})
while (!['succeeded', 'failed', 'cancelled'].includes(job.status)) {
  await new Promise((resolve) => setTimeout(resolve, 200))
  job = await client.fineTuning.jobs.retrieve(job.id)
}
if (job.status !== 'succeeded') throw new Error(`${job.status}: ${JSON.stringify(job.error)}`)

const events = []
for await (const event of client.fineTuning.jobs.listEvents(job.id, { limit: 20 })) events.push(event.message)
const checkpoints = []
for await (const point of client.fineTuning.jobs.checkpoints.list(job.id)) checkpoints.push(point.step_number)
const metrics = await (await client.files.content(job.result_files[0])).text()

const answer = await client.chat.completions.create({
  model: job.fine_tuned_model,
  messages: [{ role: 'user', content: process.argv[3] }],
  max_tokens: 24,
  temperature: 0,
})
console.log(JSON.stringify({
  job: job.id, model: job.fine_tuned_model, tokens: job.trained_tokens, events, checkpoints,
  metrics: metrics.split('\n').length, answer: answer.choices[0].message.content,
}))
