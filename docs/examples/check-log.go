// Checks a log of Xinqiao with the Go team's own code for notes and tiled logs, and nothing of Xinqiao:
//
//	apt-get install golang-go golang-golang-x-mod-dev
//	GO111MODULE=off GOPATH=/usr/share/gocode go run check-log.go POLICY https://…/tlog/public [EARLIER-CHECKPOINT]
//	GO111MODULE=off GOPATH=/usr/share/gocode go run check-log.go POLICY RECEIPT.tlog-proof
package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(err error) {
	if err != nil {
		fmt.Println("NOT IN ORDER:", err)
		os.Exit(1)
	}
}

// cosigner verifies cosignature/v1: a witness signs the time it saw a checkpoint together with it.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }
func (c cosigner) Verify(text, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	seen := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), text)
	return ed25519.Verify(c.key, []byte(seen), sig[8:])
}

// trusted reads the keys of a policy; the quorum is for the reader to judge by the names printed.
func trusted(policy string) (keys []note.Verifier) {
	for _, line := range strings.Split(policy, "\n") {
		words := strings.Fields(line)
		if len(words) > 1 && words[0] == "log" {
			v, err := note.NewVerifier(words[1])
			check(err)
			keys = append(keys, v)
		} else if len(words) > 2 && words[0] == "witness" {
			parts := strings.SplitN(words[2], "+", 3)
			hash, err := strconv.ParseUint(parts[1], 16, 32)
			check(err)
			key, err := base64.StdEncoding.DecodeString(parts[2])
			check(err)
			keys = append(keys, cosigner{parts[0], uint32(hash), key[1:]})
		}
	}
	return keys
}

func open(signed []byte, keys []note.Verifier) tlog.Tree {
	n, err := note.Open(signed, note.VerifierList(keys...))
	check(err)
	lines := strings.Split(n.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)
	fmt.Printf("%s: %d entries, signed by", lines[0], size)
	for _, sig := range n.Sigs {
		fmt.Printf(" %s", sig.Name)
	}
	fmt.Printf("; %d unknown signatures\n", len(n.UnverifiedSigs))
	return tlog.Tree{N: size, Hash: root}
}

// remote fetches files of a log; tiles are kept, since every proof reads some of them again.
type remote struct {
	url  string
	kept map[string][]byte
}

func (r remote) get(path string) []byte {
	reply, err := http.Get(r.url + "/" + path)
	check(err)
	defer reply.Body.Close()
	body, err := io.ReadAll(io.LimitReader(reply.Body, 1<<25))
	check(err)
	if reply.StatusCode != 200 {
		check(fmt.Errorf("%s: %s", path, reply.Status))
	}
	return body
}
func (r remote) Height() int                     { return 8 }
func (r remote) SaveTiles([]tlog.Tile, [][]byte) {}
func (r remote) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		if r.kept[path] == nil {
			r.kept[path] = r.get(path)
		}
		data = append(data, r.kept[path])
	}
	return data, nil
}

func main() {
	policy, err := os.ReadFile(os.Args[1])
	check(err)
	keys := trusted(string(policy))
	if strings.HasSuffix(os.Args[2], ".tlog-proof") {
		receipt(os.Args[2], keys)
		return
	}
	log := remote{strings.TrimRight(os.Args[2], "/"), map[string][]byte{}}
	tree := open(log.get("checkpoint"), keys)
	hashes := tlog.TileHashReader(tree, log)
	if len(os.Args) > 3 {
		earlier, err := os.ReadFile(os.Args[3])
		check(err)
		old := open(earlier, keys)
		proof, err := tlog.ProveTree(tree.N, old.N, hashes)
		check(err)
		check(tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash))
		fmt.Println("continues the earlier checkpoint")
	}
	for first := int64(0); first < tree.N; first += 256 {
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: 256}
		if tree.N-first < 256 {
			tile.W = int(tree.N - first)
		}
		bundle := log.get(strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1))
		for i := first; len(bundle) > 0; i++ {
			size := int(binary.BigEndian.Uint16(bundle))
			proof, err := tlog.ProveRecord(tree.N, i, hashes)
			check(err)
			check(tlog.CheckRecord(proof, tree.N, tree.Hash, i, tlog.RecordHash(bundle[2:2+size])))
			bundle = bundle[2+size:]
		}
	}
	fmt.Println("every entry is in the signed tree")
}

// receipt checks a proof of one entry without any network.
func receipt(file string, keys []note.Verifier) {
	text, err := os.ReadFile(file)
	check(err)
	parts := bytes.SplitN(text, []byte("\n\n"), 2)
	lines := strings.Split(string(parts[0]), "\n")
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	check(err)
	var told struct{ Entry string }
	check(json.Unmarshal(extra, &told))
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	check(err)
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		check(err)
		proof = append(proof, hash)
	}
	tree := open(parts[1], keys)
	check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash([]byte(told.Entry))))
	fmt.Println("entry", index, "is in the signed tree:", told.Entry)
}
