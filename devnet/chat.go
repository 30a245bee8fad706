package devnet

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

// chatPatience bounds the parts of the chat that wait for others.
const chatPatience = 30 * time.Second

// chat asks the fine-tuned model by encrypted requests to the enclave, paid by
// voucher, and waits until the chain has settled what that cost.
func (d *Demo) chat(ctx context.Context, user *sdk.Market, w *sdk.Worker, p hallmark.Provider, question string) error {
	deposit, spendable := hallmark.NewAmount(1_000_000_000_000_000_000), hallmark.NewAmount(10_000_000_000_000_000)
	before, err := d.fundChannel(ctx, user, p.Provider, deposit)
	if err != nil {
		return err
	}
	policy, err := d.policy()
	if err != nil {
		return err
	}
	remote, err := inference.Dial(ctx, user, "", policy)
	if err != nil {
		return err
	}
	key, err := UserKey()
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "development key: %w", err)
	}
	dir := filepath.Join(d.Dir, "inference")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "demo: %w", err)
	}
	chain := inference.OnChain{Market: user, Dir: dir}
	session, err := inference.Open(ctx, inference.Config{
		Provider: remote, Chain: chain, ChainID: user.Network.ChainID, Channels: user.Network.Contracts.Channels,
		Wallet: wallet.New(key), Cap: spendable, Dir: dir,
	})
	if err != nil {
		return err
	}
	defer session.Close()
	answer, receipt, err := d.askTuned(ctx, session, question)
	if err != nil {
		return err
	}
	d.say("chat", "asked ft:%s through the enclave, sealed and paid by voucher:\n%s\n  answer:        %s", d.id, indent(question), strings.TrimSpace(answer))
	r := receipt.Receipt
	tuned, err := chain.FineTuned(ctx, d.id)
	if err != nil {
		return err
	}
	d.check(r.Model.Job == d.id && r.Model.Adapter == tuned.Adapter && r.Transport == hallmark.TransportSealed,
		"receipt %d: the adapter is the one inside the artifact that the chain names; %d tokens read, %d written, %s", r.Sequence, r.Metered.TokensIn, r.Metered.TokensOut, r.Fee.Coins())
	return d.settled(ctx, user, w, r, before)
}

// fundChannel gives the user a channel that holds at least amount, and what was
// claimed of it before.
func (d *Demo) fundChannel(ctx context.Context, user *sdk.Market, provider hallmark.Address, amount hallmark.Amount) (hallmark.Amount, error) {
	channel, err := user.Chain().Channel(ctx, user.Address(), provider)
	if err != nil {
		return hallmark.Amount{}, err
	}
	missing, err := amount.Sub(channel.Balance())
	if err != nil || missing.IsZero() { // enough is there
		return channel.Claimed, nil
	}
	if _, err := user.Deposit(ctx, missing); err != nil {
		return hallmark.Amount{}, err
	}
	tx, err := user.Send(ctx, "fund channel", user.Network.Contracts.TransferFund(provider, contracts.ChannelService, missing))
	if err != nil {
		return hallmark.Amount{}, err
	}
	d.say("channel", "%s deposited, transaction %s", missing.Coins(), tx)
	return channel.Claimed, nil
}

// askTuned asks one question; a worker that has not seen the channel yet is
// asked again.
func (d *Demo) askTuned(ctx context.Context, s *inference.Session, question string) (string, hallmark.SignedUsage, error) {
	ctx, cancel := context.WithTimeout(ctx, chatPatience)
	defer cancel()
	body, err := json.Marshal(map[string]any{
		"model": "ft:" + d.id.String(), "temperature": 0, "max_tokens": maxAnswer, "messages": []map[string]string{{"role": "user", "content": question}},
	})
	if err != nil {
		return "", hallmark.SignedUsage{}, hallmark.Errorf(hallmark.Internal, "chat: %w", err)
	}
	for {
		resp, err := s.Do(ctx, inference.Request{Method: http.MethodPost, Path: "/v1/chat/completions", ContentType: "application/json", Body: body})
		if err == nil {
			return readAnswer(resp)
		}
		if hallmark.KindOf(err) != hallmark.Unfunded || ctx.Err() != nil {
			return "", hallmark.SignedUsage{}, err
		}
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func readAnswer(resp *inference.Response) (string, hallmark.SignedUsage, error) {
	defer resp.Close()
	var all []byte
	for {
		unit, err := resp.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", hallmark.SignedUsage{}, err
		}
		all = append(all, unit...)
	}
	var said struct {
		Choices []struct {
			Message struct {
				Content string `json:"content"`
			} `json:"message"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(all, &said); err != nil || resp.Status != http.StatusOK || len(said.Choices) == 0 {
		return "", hallmark.SignedUsage{}, hallmark.Errorf(hallmark.Mismatch, "the model answers with status %d: %s", resp.Status, all)
	}
	return said.Choices[0].Message.Content, *resp.Receipt(), nil
}

// settled waits for the batch with the receipt, and proves the user's invoice
// against the root on chain.
func (d *Demo) settled(ctx context.Context, user *sdk.Market, w *sdk.Worker, r hallmark.Usage, before hallmark.Amount) error {
	ctx, cancel := context.WithTimeout(ctx, chatPatience)
	defer cancel()
	var s hallmark.SettledInvoice
	for {
		list, err := w.Invoices(ctx, 0)
		if err != nil {
			return err
		}
		if len(list) > 0 && list[0].Invoice.Signer == r.Signer && list[0].Invoice.Last >= r.Sequence && list[0].Paid && !list[0].Traces.Root.IsZero() {
			s = list[0]
			break
		}
		select {
		case <-ctx.Done():
			return hallmark.Errorf(hallmark.Unavailable, "the batch with receipt %d is not settled: %w", r.Sequence, ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
	digest, err := envelope.Digest(s.Invoice)
	if err != nil {
		return err
	}
	claims, err := user.Chain().BatchClaims(ctx, 0, 0, r.Provider, s.Root)
	if err != nil {
		return err
	}
	channel, err := user.Chain().Channel(ctx, r.User, r.Provider)
	if err != nil {
		return err
	}
	d.say("settle", "batch %d: invoice over %d receipts, %s; receipts for their user at root %s", s.Batch, s.Invoice.Receipts, s.Invoice.Fee.Coins(), s.Traces.Root)
	d.check(len(claims) > 0 && invoice.Verify(s.Root, invoice.Leaf(digest), s.Path), "the invoice lies under the root that transaction %s put on chain, by a path of %d", hash(claims), len(s.Path))
	claimed, err := channel.Claimed.Sub(before)
	d.check(err == nil && channel.Claimed == r.Total && claimed == r.Fee, "the chain has claimed %s, the sum of the receipts to the unit", channel.Claimed.Coins())
	return nil
}

func hash(claims []contracts.BatchClaimed) string {
	if len(claims) == 0 {
		return "none"
	}
	return claims[0].Place.Tx.String()
}
