package hallmark

import (
	"encoding/binary"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// CoinDecimals is the number of decimals of one 0G coin: amounts are counted
// in 10^-18 0G.
const CoinDecimals = 18

// Amount is a number of the chain's smallest unit (10^-18 0G), 0 to 2^128-1.
// Its JSON form is a string of decimal digits. Every operation that could
// leave the range returns an error of kind Exhausted or Unfunded.
type Amount struct{ hi, lo uint64 }

// NewAmount makes a small amount.
func NewAmount(v uint64) Amount { return Amount{lo: v} }

// MaxUint96 is the largest amount the contracts hold.
var MaxUint96 = Amount{hi: 1<<32 - 1, lo: 1<<64 - 1}

// AmountFromBig converts 0 <= v < 2^128.
func AmountFromBig(v *big.Int) (Amount, error) {
	if v == nil || v.Sign() < 0 || v.BitLen() > 128 {
		return Amount{}, Errorf(Invalid, "amount must be between 0 and 2^128-1")
	}
	var b [16]byte
	v.FillBytes(b[:])
	return amountFromBytes(b), nil
}

func amountFromBytes(b [16]byte) Amount {
	return Amount{binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])}
}

// ParseAmount reads decimal digits of the smallest unit, without sign, leading
// zeros or separators.
func ParseAmount(s string) (Amount, error) {
	if s == "" || (len(s) > 1 && s[0] == '0') || len(s) > 39 || strings.Trim(s, "0123456789") != "" {
		return Amount{}, Errorf(Invalid, "amount %q must be plain decimal digits of the smallest unit", clip(s))
	}
	if v, err := strconv.ParseUint(s, 10, 64); err == nil {
		return NewAmount(v), nil
	}
	v, ok := new(big.Int).SetString(s, 10)
	if !ok {
		return Amount{}, Errorf(Invalid, "amount %q is not a number", clip(s))
	}
	return AmountFromBig(v)
}

// ParseCoins reads a number of coins such as "3", "0.25" or "0.25 0G", with at
// most 18 decimals.
func ParseCoins(s string) (Amount, error) {
	text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "0G"))
	whole, frac, _ := strings.Cut(text, ".")
	if whole == "" && frac == "" || len(frac) > CoinDecimals {
		return Amount{}, Errorf(Invalid, "%q is not a number of coins; write it like 0.25, with at most %d decimals", clip(s), CoinDecimals)
	}
	digits := strings.TrimLeft(whole+frac+strings.Repeat("0", CoinDecimals-len(frac)), "0")
	if digits == "" {
		digits = "0"
	}
	a, err := ParseAmount(digits)
	if err != nil {
		return Amount{}, Errorf(Invalid, "%q is not a number of coins; write it like 0.25", clip(s))
	}
	return a, nil
}

// Big gives the amount as a new big integer.
func (a Amount) Big() *big.Int {
	b := a.Bytes()
	return new(big.Int).SetBytes(b[:])
}

// Bytes gives the amount in big-endian order.
func (a Amount) Bytes() (b [16]byte) {
	binary.BigEndian.PutUint64(b[:8], a.hi)
	binary.BigEndian.PutUint64(b[8:], a.lo)
	return b
}

// String gives the decimal digits of the smallest unit.
func (a Amount) String() string {
	if a.hi == 0 {
		return strconv.FormatUint(a.lo, 10)
	}
	return a.Big().String()
}

// Coins gives the amount in coins without trailing zeros, such as "0.25 0G".
func (a Amount) Coins() string {
	s := a.String()
	if len(s) <= CoinDecimals {
		s = strings.Repeat("0", CoinDecimals+1-len(s)) + s
	}
	whole, frac := s[:len(s)-CoinDecimals], strings.TrimRight(s[len(s)-CoinDecimals:], "0")
	if frac != "" {
		whole += "." + frac
	}
	return whole + " 0G"
}

// IsZero reports whether the amount is nothing.
func (a Amount) IsZero() bool { return a == Amount{} }

// Cmp compares: -1, 0 or 1.
func (a Amount) Cmp(b Amount) int {
	switch {
	case a == b:
		return 0
	case a.hi < b.hi || a.hi == b.hi && a.lo < b.lo:
		return -1
	}
	return 1
}

// Add gives a+b, Exhausted beyond 2^128-1.
func (a Amount) Add(b Amount) (Amount, error) {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, over := bits.Add64(a.hi, b.hi, carry)
	if over != 0 {
		return Amount{}, Errorf(Exhausted, "the sum of %s and %s does not fit 128 bits", a, b)
	}
	return Amount{hi, lo}, nil
}

// Sub gives a-b, Unfunded when b is larger.
func (a Amount) Sub(b Amount) (Amount, error) {
	lo, borrow := bits.Sub64(a.lo, b.lo, 0)
	hi, under := bits.Sub64(a.hi, b.hi, borrow)
	if under != 0 {
		return Amount{}, Errorf(Unfunded, "%s is less than %s", a.Coins(), b.Coins())
	}
	return Amount{hi, lo}, nil
}

// Mul gives a*n, Exhausted beyond 2^128-1.
func (a Amount) Mul(n uint64) (Amount, error) {
	carry, lo := bits.Mul64(a.lo, n)
	over, hi := bits.Mul64(a.hi, n)
	hi, c := bits.Add64(hi, carry, 0)
	if over != 0 || c != 0 {
		return Amount{}, Errorf(Exhausted, "%s times %d does not fit 128 bits", a, n)
	}
	return Amount{hi, lo}, nil
}

// Min gives the smaller amount.
func (a Amount) Min(b Amount) Amount {
	if a.Cmp(b) <= 0 {
		return a
	}
	return b
}

// MarshalText gives the decimal digits.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads the decimal digits.
func (a *Amount) UnmarshalText(text []byte) error {
	v, err := ParseAmount(string(text))
	if err != nil {
		return err
	}
	*a = v
	return nil
}

// Decimal is a plain decimal number kept as text ("0.0005", "-1.25"), so that
// no binary rounding enters a signed document: at most 40 characters, no
// exponent, no leading plus, no superfluous zeros.
type Decimal string

// Validate reports a malformed decimal.
func (d Decimal) Validate() error {
	s := strings.TrimPrefix(string(d), "-")
	whole, frac, dotted := strings.Cut(s, ".")
	bad := len(d) > 40 || whole == "" || strings.Trim(whole+frac, "0123456789") != "" ||
		len(whole) > 1 && whole[0] == '0' || dotted && (frac == "" || strings.HasSuffix(frac, "0")) ||
		d == "-0"
	if bad {
		return Errorf(Invalid, "%q is not a plain decimal number such as 0.0005", clip(string(d)))
	}
	return nil
}

func clip(s string) string {
	if len(s) > 60 {
		return s[:60] + "..."
	}
	return s
}
