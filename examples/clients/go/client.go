package main

import (
	"context"
	"errors"
	"io"
	"iter"
	"math/rand/v2"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/status"

	lector "example.com/readnews/gen"
)

// gRPC itself tries again by this policy: only after UNAVAILABLE (the daemon restarts or drains), and after the time that
// the daemon asks for in its trailer (pushback) instead of the back-off where it gives one.
const serviceConfig = `{
  "methodConfig": [{
    "name": [{"service": "lector.v1.AnalysisService", "method": "AnalyzeDocument"}],
    "retryPolicy": {
      "maxAttempts": 5,
      "initialBackoff": "0.5s",
      "maxBackoff": "5s",
      "backoffMultiplier": 2,
      "retryableStatusCodes": ["UNAVAILABLE"]
    }
  }]
}`

const streamAttempts = 5

// Client analyses documents. It may be used by many goroutines at once.
//
// Offsets are asked for in bytes of UTF-8, which is what Go's strings count: text[begin:end] is the covered text.
type Client struct {
	conn    *grpc.ClientConn
	stub    lector.AnalysisServiceClient
	options *lector.AnalysisOptions
}

// Document is one text of a stream; its ID is unique there.
type Document struct{ ID, Text string }

// Dial makes a client of the daemon at "unix:/path" or "host:port"; no extractors mean all that are default.
func Dial(address string, extractors ...string) (*Client, error) {
	conn, err := grpc.NewClient(address,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultServiceConfig(serviceConfig),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(1<<30)), // an answer may be larger than its text
		grpc.WithConnectParams(grpc.ConnectParams{
			Backoff:           backoff.Config{BaseDelay: 200 * time.Millisecond, Multiplier: 1.6, Jitter: 0.2, MaxDelay: 2 * time.Second},
			MinConnectTimeout: 2 * time.Second,
		}),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: time.Minute})) // lectord permits a ping each 20 s
	if err != nil {
		return nil, err
	}
	options := &lector.AnalysisOptions{OffsetEncoding: lector.OffsetEncoding_OFFSET_ENCODING_UTF8}
	for _, name := range extractors {
		options.Extractors = append(options.Extractors, &lector.ExtractorSelection{Name: name})
	}
	return &Client{conn, lector.NewAnalysisServiceClient(conn), options}, nil
}

// Close ends the calls that are under way.
func (c *Client) Close() error { return c.conn.Close() }

// Analyze analyses one text. The deadline of ctx is for all attempts together.
func (c *Client) Analyze(ctx context.Context, text string) (*lector.AnalyzeDocumentResponse, error) {
	request := &lector.AnalyzeDocumentRequest{Document: &lector.Document{Text: text}, Options: c.options}
	for {
		response, err := c.stub.AnalyzeDocument(ctx, request)
		// Overloaded daemons say when to come back; a message that is too large gets the same code without that. A daemon
		// that takes longer to restart than gRPC's own attempts last is waited for.
		delay, told := retryDelay(err)
		if !told && status.Code(err) == codes.Unavailable {
			delay, told = time.Duration(float64(time.Second)*(0.5+rand.Float64())), true
		}
		if !told {
			return response, err
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= delay {
			return nil, err
		}
		if wait(ctx, delay) != nil {
			return nil, err
		}
	}
}

// AnalyzeAll calls handle with the result of each document: findings, or the error of this one.
//
// At most window documents are under way, so memory is bounded: documents are taken as results are consumed. A stream
// that breaks off with UNAVAILABLE is opened again with the documents that were not answered.
func (c *Client) AnalyzeAll(ctx context.Context, documents iter.Seq[Document], window int, handle func(*lector.StreamResult) error) error {
	next, stop := iter.Pull(documents)
	defer stop()
	waiting := make(map[string]*lector.StreamDocument) // by id, what was sent and not answered
	for failures := 1; ; failures++ {
		answered, err := c.stream(ctx, next, waiting, window, handle)
		if answered {
			failures = 1
		}
		if status.Code(err) != codes.Unavailable || failures == streamAttempts {
			return err
		}
		delay, told := retryDelay(err)
		if !told {
			delay = time.Duration(float64(500*time.Millisecond) * (0.8 + 0.4*rand.Float64()) * float64(int(1)<<(failures-1)))
		}
		if wait(ctx, delay) != nil {
			return err
		}
	}
}

// stream runs one stream to its end and tells whether any document was answered on it.
func (c *Client) stream(ctx context.Context, next func() (Document, bool), waiting map[string]*lector.StreamDocument, window int,
	handle func(*lector.StreamResult) error) (answered bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := c.stub.StreamAnalyzeDocuments(ctx)
	if err != nil {
		return false, err
	}
	// An error of Send is io.EOF where the stream ended; what it ended with is told by Recv.
	setup := &lector.StreamSetup{Options: c.options, Window: uint32(window)}
	_ = stream.Send(&lector.StreamAnalyzeDocumentsRequest{Message: &lector.StreamAnalyzeDocumentsRequest_Setup{Setup: setup}})
	send := func(document *lector.StreamDocument) {
		_ = stream.Send(&lector.StreamAnalyzeDocumentsRequest{Message: &lector.StreamAnalyzeDocumentsRequest_Document{Document: document}})
	}
	for {
		answer, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return answered, nil
		} else if err != nil {
			return answered, err
		}
		if ready := answer.GetReady(); ready != nil {
			window = int(ready.GetWindow()) // the daemon may have lowered it
			for _, document := range waiting {
				send(document)
			}
		} else {
			answered = true
			delete(waiting, answer.GetResult().GetId())
			if err := handle(answer.GetResult()); err != nil {
				return answered, err
			}
		}
		for len(waiting) < window {
			document, ok := next()
			if !ok {
				break
			}
			waiting[document.ID] = &lector.StreamDocument{Id: document.ID, Document: &lector.Document{Text: document.Text}}
			send(waiting[document.ID])
		}
		if len(waiting) == 0 {
			_ = stream.CloseSend()
		}
	}
}

func wait(ctx context.Context, delay time.Duration) error {
	select {
	case <-time.After(delay):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
