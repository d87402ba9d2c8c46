package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	lector "example.com/readnews/gen"
)

// Analyses the files of the folder $LECTOR_TEXTS with the daemon at $LECTOR_ADDRESS.
func TestSlicesAreTheCoveredText(t *testing.T) {
	address, folder := os.Getenv("LECTOR_ADDRESS"), os.Getenv("LECTOR_TEXTS")
	if address == "" || folder == "" {
		t.Skip("LECTOR_ADDRESS and LECTOR_TEXTS are not set")
	}
	names, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no texts in %s: %v", folder, err)
	}
	client, err := Dial(address)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			bytes, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			text := string(bytes)
			answer, err := client.Analyze(ctx, text)
			if err != nil {
				t.Fatal(Explain(err))
			}
			checkSlices(t, text, answer)
		})
	}
}

func checkSlices(t *testing.T, text string, answer *lector.AnalyzeDocumentResponse) {
	if answer.GetOffsetEncoding() != lector.OffsetEncoding_OFFSET_ENCODING_UTF8 {
		t.Errorf("offsets are in %v", answer.GetOffsetEncoding())
	}
	if len(answer.GetAnnotations()) == 0 {
		t.Error("nothing was found")
	}
	for _, annotation := range answer.GetAnnotations() {
		span := annotation.GetSpan()
		if got := text[span.GetBegin():span.GetEnd()]; got != annotation.GetText() {
			t.Errorf("[%d, %d) is %q in our text, but the daemon says %q", span.GetBegin(), span.GetEnd(), got, annotation.GetText())
		}
	}
}
