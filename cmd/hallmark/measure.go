package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/eventlog"
	"github.com/hallmark-tee/hallmark/attestation/reference"
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/enclave/platform/sim"
)

// maxDisk is how much of a disk image is read for its partition table.
const maxDisk = 1 << 20

func measureCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "measure", Short: "Compute what an image measures, for policies",
		Long: "Writes measurements.json: the values that an image can have, how each was found, and which\ncannot be computed and why. `hallmark policy make` makes policies of it.",
	}
	c.AddCommand(s.measureTDX(), s.measureSGX(), s.measureSim())
	return c
}

func (s *session) measureTDX() *cobra.Command {
	var out, firmware, kernel, initrd, cmdline, uki, disk, ccel, manifest string
	c := &cobra.Command{
		Use: "tdx", Short: "MRTD and RTMR0-2 of a TDX guest image", Args: cobra.NoArgs,
		Long: "MRTD follows from the firmware. RTMR1 and RTMR2 follow from --kernel, --initrd and --cmdline,\nor RTMR1 from --uki and --disk. RTMR0 and a UKI's RTMR2 rest on what the host and the boot stub\ndecide: they are taken from the event log of a reference run (--ccel, a copy of\n/sys/firmware/acpi/tables/data/CCEL in a guest of the same shape), which must be of the same files.",
		RunE: func(c *cobra.Command, _ []string) error {
			if uki != "" && kernel != "" || (initrd != "" || cmdline != "") && kernel == "" {
				return errors.New("give --uki, or --kernel with --initrd and --cmdline")
			}
			var in reference.Image
			d := &reference.Direct{Cmdline: cmdline}
			for _, f := range []struct {
				name  string
				into  *[]byte
				limit int64
				part  bool
			}{
				{firmware, &in.Firmware, reference.MaxFirmware, false}, {kernel, &d.Kernel, reference.MaxImage, false}, {initrd, &d.Initrd, reference.MaxImage, false},
				{uki, &in.UKI, reference.MaxImage, false}, {disk, &in.Disk, maxDisk, true}, {ccel, &in.CCEL, eventlog.MaxLog, false}, {manifest, &in.Manifest, 1 << 20, false},
			} {
				var err error
				if *f.into, err = readPart(f.name, f.limit, f.part); err != nil {
					return err
				}
			}
			if kernel != "" {
				in.Direct = d
			}
			m, err := reference.Measure(in)
			if err != nil {
				return err
			}
			return s.writeMeasured(c, m, out)
		},
	}
	f := c.Flags()
	f.StringVar(&firmware, "firmware", "", "firmware image (OVMF with TDX support), a `file`")
	f.StringVar(&uki, "uki", "", "unified kernel image, a `file`")
	f.StringVar(&disk, "disk", "", "disk image that the UKI is booted from, a `file`")
	f.StringVar(&kernel, "kernel", "", "kernel that QEMU is given (-kernel), a `file`")
	f.StringVar(&initrd, "initrd", "", "its initrd (-initrd), a `file`")
	f.StringVar(&cmdline, "cmdline", "", "its command line (-append), a `text`")
	f.StringVar(&ccel, "ccel", "", "event log of a reference run, a `file`")
	f.StringVar(&manifest, "manifest", "", "app manifest that MRCONFIGID names, a `file`")
	outFlag(c, &out)
	return c
}

func (s *session) measureSGX() *cobra.Command {
	var out, mrenclave string
	c := &cobra.Command{
		Use: "sgx [PROGRAM]", Short: "MRENCLAVE of a program signed by EGo, as `ego uniqueid` says", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				var err error
				if mrenclave, err = uniqueID(c.Context(), args[0]); err != nil {
					return err
				}
			}
			b, err := hex.DecodeString(strings.TrimPrefix(mrenclave, "0x"))
			if err != nil || len(b) != 32 {
				return hallmark.Errorf(hallmark.Invalid, "MRENCLAVE must be 32 bytes in hex: name a signed program, or give --mrenclave")
			}
			return s.writeMeasured(c, reference.Enclave([32]byte(b)), out)
		},
	}
	c.Flags().StringVar(&mrenclave, "mrenclave", "", "MRENCLAVE in `hex`, where EGo is on another machine")
	outFlag(c, &out)
	return c
}

// uniqueID asks EGo, which alone knows how it lays an enclave out.
func uniqueID(ctx context.Context, program string) (string, error) {
	ego, err := exec.LookPath("ego")
	if err != nil {
		return "", hallmark.Errorf(hallmark.Unsupported, "MRENCLAVE is computed by EGo (`ego uniqueid`), which is not on this machine: run it elsewhere and give --mrenclave, or install EGo (https://docs.edgeless.systems/ego)")
	}
	text, err := exec.CommandContext(ctx, ego, "uniqueid", program).Output()
	if err != nil {
		return "", hallmark.Errorf(hallmark.Unavailable, "ego uniqueid %s: %w; was the program built by `ego-go` and signed by `ego sign`?", program, err)
	}
	return strings.TrimSpace(string(text)), nil
}

func (s *session) measureSim() *cobra.Command {
	var out, manifest string
	c := &cobra.Command{
		Use: "sim PROGRAM", Short: "What a SIMULATED enclave program measures", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			m, err := simulated(args[0], manifest)
			if err != nil {
				return err
			}
			return s.writeMeasured(c, m, out)
		},
	}
	c.Flags().StringVar(&manifest, "manifest", "", "app manifest, a `file` (default: the program's own)")
	outFlag(c, &out)
	return c
}

func simulated(program, manifestFile string) (m reference.Measurements, err error) {
	f, err := os.Open(program)
	if err != nil {
		return m, hallmark.Errorf(hallmark.NotFound, "%w", err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return m, hallmark.Errorf(hallmark.Unavailable, "%w", err)
	}
	binary := hallmark.Digest(sum.Sum(nil))
	manifest, err := readPart(manifestFile, 1<<20, false)
	if err == nil && manifest == nil {
		manifest, err = enclave.NativeManifest(binary)
	}
	if err != nil {
		return m, err
	}
	td := sim.Measured(binary, manifest)
	return reference.Measurements{
		Version: reference.Version, Kind: hallmark.KindSim, MRTD: []hallmark.Hex{td.MRTD[:]}, MRCONFIGID: []hallmark.Hex{td.MRCONFIGID[:]},
		RTMR:         []attestation.RTMRSet{{td.RTMR[0][:], td.RTMR[1][:], td.RTMR[2][:], {}}},
		Measurements: []hallmark.Digest{attestation.Measurement(attestation.SimTDX, td)},
		Parts:        []reference.Part{{Register: "all", From: reference.Computed, Note: "SIMULATED: made of the program's SHA-256, protects nothing"}},
	}, nil
}

func outFlag(c *cobra.Command, out *string) {
	c.Flags().StringVar(out, "out", "measurements.json", "`file` to write")
}

// readPart reads a file, or its beginning where part says so; no name is nil.
func readPart(name string, limit int64, part bool) ([]byte, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "%w", err)
	}
	defer f.Close()
	var b bytes.Buffer
	if _, err := io.Copy(&b, io.LimitReader(f, limit+1)); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "%w", err)
	}
	if int64(b.Len()) > limit {
		if !part {
			return nil, hallmark.Errorf(hallmark.Exhausted, "%s has more than %d bytes", name, limit)
		}
		b.Truncate(int(limit))
	}
	return append([]byte{}, b.Bytes()...), nil
}

func (s *session) writeMeasured(c *cobra.Command, m reference.Measurements, out string) error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode measurements: %w", err)
	}
	if err := os.WriteFile(out, append(b, '\n'), 0o644); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "measurements: %w", err)
	}
	return s.print(c, m, func() {
		w := c.OutOrStdout()
		for _, p := range m.Parts {
			fmt.Fprintf(w, "%-11s%s: %s\n", p.Register, strings.ToUpper(p.From), p.Note)
		}
		for _, d := range m.Measurements {
			fmt.Fprintf(w, "%-11s%s\n", m.Kind, d)
		}
		if len(m.Measurements) == 0 {
			fmt.Fprintln(w, "no whole machine is named: a policy of these judges quotes, not orders")
		}
		fmt.Fprintf(w, "written    %s\n", out)
	})
}
