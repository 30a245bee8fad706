// Package jinja renders the chat templates of Hugging Face models: the part of
// Jinja (jinja.palletsprojects.com/en/stable/templates, version 3.1) that such
// templates use, with the settings of transformers (trim_blocks, lstrip_blocks,
// loop controls, generation blocks). It exists because a template decides which
// tokens a user pays for, and no library gives the three things that takes: the
// same output for the same input on every machine (no clock, no random, no map
// order), a bound on work that is counted and not timed, and for every byte of
// the output whether the template or a row put it there. It must never read a
// file, reach another template, or guess: what it does not know is refused by
// name and line.
package jinja
