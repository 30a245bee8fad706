package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/reference"
)

func policyCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "policy", Short: "Make policies and show their ids"}
	var base, name, out string
	mk := &cobra.Command{
		Use: "make MEASUREMENTS...", Short: "Make a policy of measurements.json files", Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return s.makePolicy(c, base, name, out, args) },
	}
	mk.Flags().StringVar(&base, "base", attestation.StrictName, "`policy` to add to: strict, gpu-strict, simulation or a file")
	mk.Flags().StringVar(&name, "name", "", "`name` of the new policy (default: the base's)")
	mk.Flags().StringVar(&out, "out", "policy.json", "`file` to write")
	c.AddCommand(mk, &cobra.Command{
		Use: "show POLICY", Short: "Check a policy and show the id that orders name", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := policyNamed(args[0])
			if err != nil {
				return err
			}
			return s.showPolicy(c, p, args[0])
		},
	})
	return c
}

func (s *session) makePolicy(c *cobra.Command, base, name, out string, files []string) error {
	p, err := policyNamed(base)
	if err != nil {
		return err
	}
	if name != "" {
		p.Name = name
	}
	for _, file := range files {
		b, err := readPart(file, 1<<20, false)
		if err != nil {
			return err
		}
		m, err := reference.Parse(b)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if err := m.AddTo(&p); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	if err := p.Validate(); err != nil {
		return err
	}
	b, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "policy: %w", err)
	}
	if err := os.WriteFile(out, append(b, '\n'), 0o644); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "policy: %w", err)
	}
	return s.showPolicy(c, p, out)
}

// shownPolicy is what is known of a policy before a chain names it.
type shownPolicy struct {
	File         string          `json:"file"`
	Name         string          `json:"name"`
	ID           hallmark.Digest `json:"id"`
	Root         hallmark.Digest `json:"root"`
	Measurements int             `json:"measurements"`
}

func (s *session) showPolicy(c *cobra.Command, p attestation.Policy, file string) error {
	id, err := p.ID()
	if err != nil {
		return err
	}
	v := shownPolicy{file, p.Name, id, p.Root(), len(p.Measurements)}
	return s.print(c, v, func() {
		fmt.Fprintf(c.OutOrStdout(), "policy     %s (%s)\nid         %s\nroot       %s over %d measurements\n", v.Name, v.File, v.ID, v.Root, v.Measurements)
	})
}
