// Package journal is an append-only log on a disk that is not trusted: records
// are encrypted, bound to their place and to all records before them, written in
// groups, and acknowledged when their group is synced. What was acknowledged
// survives the death of the process and of the machine; what was torn by it is
// dropped when the log is opened again; what was altered in between is refused.
//
// It cannot notice that the host cut off its end or put back an older copy. It
// never appends behind bytes that another process wrote, never uses a key for
// two different records, and never acknowledges what is not on the disk.
//
// A log is a folder of segments, 16 digits and ".journal", numbered without gaps:
//
//	segment   header groups...
//	header    "hallmark journal v1\n" || number u64 || position u64 || previous(32) || salt(32) || tag(16)
//	group     mark(16) || records...
//	record    length u32 of what follows || previous(32) || ciphertext
//
// key || mark = HKDF-SHA256(seed, salt, "hallmark journal v1" || header without
// tag), 32 and 16 bytes; AES-256-GCM; the nonce is the record's position in the
// log, counted from 0, as 12 bytes; the additional data position u64 ||
// previous. Previous is SHA-256(previous of the record before || its
// ciphertext), zero for the first. The header's tag is that of the empty text
// with the nonce of ones and the header as additional data. Every opening of the
// log begins a segment, so that no key meets a nonce twice.
package journal
