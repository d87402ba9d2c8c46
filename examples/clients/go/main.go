// Readnews prints who said what, who and what is named, and which numbers were given in news articles.
//
// One document is one call; several go through one stream.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"google.golang.org/grpc/status"

	lector "example.com/readnews/gen"
)

func read(name string) (string, error) {
	if name == "-" {
		bytes, err := io.ReadAll(os.Stdin)
		return string(bytes), err
	}
	bytes, err := os.ReadFile(name)
	return string(bytes), err
}

func defaultAddress() string {
	runtime := os.Getenv("XDG_RUNTIME_DIR")
	if runtime == "" {
		runtime = "/run"
	}
	return "unix:" + filepath.Join(runtime, "lector", "lectord.sock")
}

type settings struct {
	address    string
	extractors []string
	timeout    time.Duration
	window     int
}

// run analyses the files and tells whether all went well.
func run(s settings, names []string) (ok bool) {
	ok = true
	fail := func(what, why string) {
		fmt.Fprintf(os.Stderr, "%s: %s\n", what, why)
		ok = false
	}
	client, err := Dial(s.address, s.extractors...)
	if err != nil {
		fail(s.address, Explain(err))
		return
	}
	defer client.Close()

	if len(names) == 1 {
		text, err := read(names[0])
		if err != nil {
			fail("cannot read", err.Error())
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), s.timeout)
		defer cancel()
		answer, err := client.Analyze(ctx, text)
		if err != nil {
			fail(names[0], Explain(err))
			return
		}
		show(names[0], text, answer)
		return
	}

	texts := make(map[string]string) // of the documents under way
	documents := func(yield func(Document) bool) {
		for _, name := range slices.Compact(slices.Sorted(slices.Values(names))) {
			text, err := read(name)
			if err != nil {
				fail("cannot read", err.Error())
				continue
			}
			texts[name] = text
			if !yield(Document{name, text}) {
				return
			}
		}
	}
	err = client.AnalyzeAll(context.Background(), documents, s.window, func(result *lector.StreamResult) error {
		if response := result.GetResponse(); response != nil {
			show(result.GetId(), texts[result.GetId()], response)
		} else { // this document alone failed; the stream goes on
			fail(result.GetId(), Explain(status.ErrorProto(result.GetError())))
		}
		delete(texts, result.GetId())
		return nil
	})
	if err != nil {
		fail("stream", Explain(err))
	}
	return
}

func main() {
	var s settings
	flag.StringVar(&s.address, "address", defaultAddress(), "unix:/path or host:port")
	flag.Func("extractor", "`name` of one to run, not all; may be repeated", func(name string) error {
		s.extractors = append(s.extractors, name)
		return nil
	})
	flag.DurationVar(&s.timeout, "timeout", 10*time.Second, "of a call")
	flag.IntVar(&s.window, "window", 32, "documents under way in a stream")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: readnews [flags] [file ...]\nUTF-8 text; no file or -: standard input")
		flag.PrintDefaults()
	}
	flag.Parse()
	names := flag.Args()
	if len(names) == 0 {
		names = []string{"-"}
	}
	if !run(s, names) {
		os.Exit(1)
	}
}
