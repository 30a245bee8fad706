package contracts

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/hallmark-tee/hallmark"
	gen "github.com/hallmark-tee/hallmark/contracts/bind"
	"github.com/hallmark-tee/hallmark/contracts/bind/channels"
)

// kindOf maps the refusals that callers act on; all others are Reverted.
func kindOf(name string) hallmark.Kind {
	switch name {
	case "InsufficientAvailableBalance", "InsufficientBalance", "InsufficientFreeBalance", "MinimumDepositRequired", "BondTooLow":
		return hallmark.Unfunded
	case "LedgerNotExists", "AccountNotExists", "ServiceNotFound", "NoRecommendedService", "UnknownCA", "UnknownPlatform", "UnknownVerifier":
		return hallmark.NotFound
	case "JobExists", "JobNotOpen", "AlreadyCancelled", "AlreadySlashed", "AlreadyAdmitted", "LedgerExists", "AccountExists", "NotNewer",
		"StaleVersion", "SessionKeyExists", "AlreadyRevoked", "SignerNotCurrent", "WrongSplit":
		return hallmark.Conflict
	case "OrderExpired", "JobEnded", "ExpiredCA", "ExpiredPlatform", "OutsideValidity", "BlockOutOfReach":
		return hallmark.Expired
	case "SignerNotTrusted", "BelowFloor", "UnknownFMSPC", "RevokedCA", "RevokedPlatform", "RevokedVerifier", "BadAttributes", "ServiceTD":
		return hallmark.AgainstPolicy
	case "BadCertificateSignature", "BadQuoteSignature", "BadReportSignature", "UnboundAttestationKey",
		"ForeignModule", "ForeignQuotingEnclave", "BindingMismatch", "BlockMismatch":
		return hallmark.NotGenuine
	case "UnsupportedQuote", "UnsupportedBody", "SimulatedEnclave":
		return hallmark.Unsupported
	case "MalformedSignature", "WrongSigner":
		return hallmark.Unauthenticated
	case "CallerNotProvider", "CallerNotLedger", "NotAuthority", "NotDevelopmentAdmitter":
		return hallmark.Forbidden
	}
	return hallmark.Reverted
}

// Reason puts revert data into words: the name of one of our custom errors
// with its arguments, a Solidity error string, or a panic. It reports false
// for data of none of these.
func Reason(data []byte) (text string, kind hallmark.Kind, ok bool) {
	if text, err := abi.UnpackRevert(data); err == nil {
		return text, hallmark.Reverted, true
	}
	if len(data) < 4 {
		return "", hallmark.Reverted, false
	}
	for _, meta := range []*bind.MetaData{&gen.JobEscrowMetaData, &channels.ChannelsMetaData, &gen.LedgerMetaData, &gen.AttestationRegistryMetaData} {
		contract, err := meta.ParseABI()
		if err != nil {
			continue
		}
		e, err := contract.ErrorByID([4]byte(data))
		if err != nil {
			continue
		}
		values, err := e.Inputs.Unpack(data[4:])
		if err != nil {
			return "", hallmark.Reverted, false
		}
		parts := make([]string, len(values))
		for i, v := range values {
			parts[i] = e.Inputs[i].Name + " " + show(v)
		}
		return e.Name + "(" + strings.Join(parts, ", ") + ")", kindOf(e.Name), true
	}
	return "", hallmark.Reverted, false
}

// Explain gives an error of a call, a gas estimate or a send the kind and the
// words of the contract's refusal where it carries one. Other errors are
// Unavailable: the node did not answer.
func Explain(err error) error {
	if err == nil {
		return nil
	}
	return explain("chain", err)
}

func explain(what string, err error) error {
	var known *hallmark.Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", what, err)
	}
	if data, ok := ethclient.RevertErrorData(err); ok {
		if text, kind, ok := Reason(data); ok {
			return hallmark.Errorf(kind, "%s: the contract refuses: %s", what, text)
		}
		return hallmark.Errorf(hallmark.Reverted, "%s: the contract refuses with %s", what, hexutil.Encode(data))
	}
	if errors.Is(err, bind.ErrNoCode) {
		return hallmark.Errorf(hallmark.NotFound, "%s: no contract at this address: %w", what, err)
	}
	return hallmark.Errorf(hallmark.Unavailable, "%s: %w", what, err)
}

func show(v any) string {
	switch v := v.(type) {
	case common.Address:
		return strings.ToLower(v.Hex())
	case *big.Int:
		return v.String()
	case string:
		return fmt.Sprintf("%q", v)
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Array:
		out := make([]byte, r.Len())
		reflect.Copy(reflect.ValueOf(out), r)
		return hexutil.Encode(out)
	case reflect.Struct:
		parts := make([]string, r.NumField())
		for i := range parts {
			parts[i] = r.Type().Field(i).Name + " " + show(r.Field(i).Interface())
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return fmt.Sprint(v)
}
