// Package inference is the user's side of attested inference: a session with
// one provider's enclave that verifies its evidence, encrypts every request to
// it, pays by signed vouchers below a spending cap, and checks and keeps the
// signed receipt of every answer.
//
// It must never send a request in clear or to a key that no quote names, sign
// for more than the cap, send a request again that may have been charged, or
// hand out a receipt that it has not checked and written to disk. After a
// receipt that does not hold it asks that enclave nothing more.
package inference
