package bundle

import (
	"crypto/sha256"
	"io"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// artifact compares storage roots and, where the file is at hand, recomputes
// its digest and root. The error is one of reading the file.
func (j *judgement) artifact() error {
	s := j.Result.Settlement
	var wrong diff
	wrong.want("dataset", j.Storage.Dataset == j.Order.Order.DatasetRoot)
	wrong.want("artifact", j.Storage.Artifact == s.ArtifactRoot)
	wrong.want("replay", j.Storage.Replay == j.Result.Receipt.Transcript.Replay.Root)
	j.record(StorageRoots, wrong, "are those of order, settlement and receipt")
	f := j.o.Artifact
	if f == nil {
		j.Skip(ArtifactFile, "no file was given with --artifact")
		j.Skip(ArtifactRoot, "no file was given with --artifact")
		return nil
	}
	sum, tree := sha256.New(), merkle.NewWriter()
	n, err := io.Copy(io.MultiWriter(sum, tree), io.NewSectionReader(f.Data, 0, f.Size))
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "read the artifact: %w", err)
	}
	digest := hallmark.Digest(sum.Sum(nil))
	j.Require(ArtifactFile, digest == s.ArtifactDigest && uint64(n) == j.Result.Receipt.Artifact.Bytes,
		"the file is the one that was delivered", "the file is not the one that was delivered: its SHA-256 is "+digest.String())
	t, err := tree.Tree()
	if err != nil {
		j.Fail(ArtifactRoot, "%s", err.Error())
		return nil
	}
	j.Require(ArtifactRoot, t.Root() == s.ArtifactRoot, "the file has the storage root that was settled", "the file's storage root is "+t.Root().String())
	return nil
}
