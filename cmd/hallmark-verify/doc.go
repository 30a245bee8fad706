// Command hallmark-verify judges a bundle, a quote or another system's report
// offline. It is trusted with nothing: it needs no key and no network, looks at
// the clock only where neither the file nor the auditor tells a time, and is one
// static binary. Compiled to WebAssembly it serves the page in folder web.
package main
