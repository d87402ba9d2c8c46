package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"
)

// retryDelay is the time after which the daemon wants to be asked again, where it said so.
func retryDelay(err error) (time.Duration, bool) {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.RetryInfo); ok {
			return info.GetRetryDelay().AsDuration(), true
		}
	}
	return 0, false
}

// Explain tells an error in some lines for people: code, message, reason, fields, when to try again.
func Explain(err error) string {
	s := status.Convert(err)
	lines := []string{fmt.Sprintf("%v: %s", code.Code(s.Code()), s.Message())}
	for _, detail := range s.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			line := fmt.Sprintf("reason: %s (%s", detail.GetReason(), detail.GetDomain())
			for _, key := range slices.Sorted(maps.Keys(detail.GetMetadata())) {
				line += fmt.Sprintf(", %s=%s", key, detail.GetMetadata()[key])
			}
			lines = append(lines, line+")")
		case *errdetails.BadRequest:
			for _, violation := range detail.GetFieldViolations() {
				lines = append(lines, fmt.Sprintf("field: %s: %s", violation.GetField(), violation.GetDescription()))
			}
		case *errdetails.RetryInfo:
			lines = append(lines, fmt.Sprintf("try again in: %v", detail.GetRetryDelay().AsDuration()))
		}
	}
	return strings.Join(lines, "\n  ")
}
